package policy

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// What a finding is about has a part in its ID; when, how often and how often written does not.
func TestFindingIDHoldsWhatItIsAbout(t *testing.T) {
	t.Parallel()
	about := strings.Fields(
		"Profile System Sysplex Stack Job Role ServerAddr ServerPort Protection SuiteID Layer CertRole")
	base := Finding{Rule: &Rule{ID: "BASE-TLS-001"}}
	for i := range reflect.TypeFor[Finding]().NumField() {
		f, name := base, reflect.TypeFor[Finding]().Field(i).Name
		switch field := reflect.ValueOf(&f).Elem().Field(i); field.Interface().(type) {
		case string, Verdict:
			field.SetString("x")
		case int, int64:
			field.SetInt(7)
		case bool:
			field.SetBool(true)
		case Span:
			f.Last = time.Unix(1, 0)
		case []Ref:
			f.Evidence = []Ref{{1, 2}}
		case *Rule, *Tunnel:
			continue
		default:
			t.Fatalf("%s: what would change it?", name)
		}
		if changed := f.ID() != base.ID(); changed != slices.Contains(about, name) {
			t.Errorf("%s changes the ID: %v", name, changed)
		}
	}
}

func TestFindingIDOfATunnelHoldsItsEnds(t *testing.T) {
	t.Parallel()
	id := func(t Tunnel, system string) string {
		return (&Finding{Rule: &Rule{ID: "BASE-IKE-001"}, Tunnel: &t, System: system}).ID()
	}
	tunnel := Tunnel{ID: "K3", Phase: 1, Local: "192.0.2.1", Remote: "198.51.100.2"}
	for _, c := range []struct {
		change func(*Tunnel)
		same   bool
	}{
		{func(t *Tunnel) { t.ID = "K4" }, true},
		{func(t *Tunnel) { t.Source = "smf" }, true},
		{func(t *Tunnel) { t.Phase = 2 }, false},
		{func(t *Tunnel) { t.Local = "192.0.2.9" }, false},
		{func(t *Tunnel) { t.Remote = "198.51.100.9" }, false},
	} {
		other := tunnel
		c.change(&other)
		if same := id(tunnel, "") == id(other, "SYSA"); same != c.same {
			t.Errorf("%+v and %+v have one ID: %v", tunnel, other, same)
		}
	}
}

func TestFindingIDSaysLayerAndCertificate(t *testing.T) {
	t.Parallel()
	f := Finding{Rule: &Rule{ID: "BASE-X509-001"}, Layer: "tls", CertRole: "server"}
	if id := f.ID(); !exceptionID.MatchString(id) || !strings.HasPrefix(id, "F-") ||
		!strings.HasSuffix(id, "-tls-server") {
		t.Errorf("got %s", id)
	}
}

// The rows of a check keep their fingerprint while counts, times and numbers of tunnels change.
func TestRowIDHoldsWhatTheRowIsAbout(t *testing.T) {
	t.Parallel()
	columns := strings.Fields(
		"status resource reason file_id record_no local_endpoint remote_endpoint cipher records first_utc")
	id := func(row ...any) string {
		return RowID("q", columns, row)
	}
	first := id("fail", "K3", "3 records", int64(1), int64(2), "192.0.2.1", "198.51.100.2", "DES", int64(3), "2026-10-01")
	if again := id("fail", "K4", "5 records", int64(8), int64(9), "192.0.2.1", "198.51.100.2", "DES", int64(5),
		"2026-11-01"); first != again {
		t.Error("a count, a time or the number of the tunnel changes the ID")
	}
	if other := id("fail", "K3", "3 records", int64(1), int64(2), "192.0.2.1", "198.51.100.2", "3DES", int64(3),
		"2026-10-01"); first == other {
		t.Error("another cipher has the same ID")
	}
	columns = columns[:5]
	if id("fail", "A", "", int64(1), int64(2)) == id("fail", "B", "", int64(1), int64(2)) {
		t.Error("another resource has the same ID")
	}
}
