package queries

import (
	"strings"
	"testing"
)

// Every filter runs on the real tables: its condition for a value of each form, and the list of its values.
func TestSecurityFiltersRunOnRealViews(t *testing.T) {
	t.Parallel()
	db := viewsDB(t)
	for _, f := range SecurityFilters() {
		if _, err := db.Exec(f.Values()); err != nil {
			t.Errorf("%s: values: %v", f.Name, err)
		}
		for _, value := range []string{"128", "true", "AES*", "TLS1.0..TLS1.2", "it's", "<100", "100..200"} {
			condition, err := f.Condition(value)
			if err != nil {
				continue // a number where a name belongs, say
			}
			if _, err := db.Exec("SELECT count(*) FROM v_traffic WHERE " + condition); err != nil {
				t.Errorf("%s %s: %v", f.Name, value, err)
			}
		}
	}
}

func TestSecurityFilterRefusesWhatItCannotMean(t *testing.T) {
	for _, c := range []struct{ name, value, says string }{
		{"cipher", " ", "no value"},
		{"cipher-bits", "many", "is not a number"},
		{"cipher-bits", "<1..2", "is not a number"},
		{"cipher-bits", "-1", "is not a number"},
		{"cipher-bits", "1 OR 1=1", "is not a number"},
		{"tls-version", "TLS1.3..TLS1.0", "is not a range"},
		{"tls-version", "TLS1.0..", "is not a range"},
		{"etm", "perhaps", "neither true nor false"},
	} {
		for _, f := range SecurityFilters() {
			if f.Name != c.name {
				continue
			}
			if _, err := f.Condition(c.value); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s %q: %v, want %q", c.name, c.value, err, c.says)
			}
		}
	}
}

func TestScopeWhereMatchesNetworksInGo(t *testing.T) {
	s := &Scope{Servers: []string{"10.1.0.0/16", "2001:db8::/32"}, Systems: []string{"SYS*"}}
	got, err := s.Where([]string{"system", "server_addr"},
		[]string{"10.1.2.3", "10.2.0.1", "2001:db8::1", "::ffff:10.1.0.9",
			"2001:db8::2%eth0", "no address"})
	want := `(system ILIKE 'SYS%' ESCAPE '\') AND server_addr IN ('10.1.2.3', '2001:db8::1', '::ffff:10.1.0.9', '2001:db8::2%eth0')`
	if err != nil || strings.Join(got, " AND ") != want {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := (&Scope{Clients: []string{"10.9.9.9"}}).Where([]string{"client_addr"}, nil); err != nil ||
		got[0] != "client_addr IN (NULL)" {
		t.Errorf("an address that nobody has: %q, %v", got, err)
	}
	if _, err := (&Scope{Jobs: []string{"A"}}).Where([]string{"system"}, nil); err == nil {
		t.Error("a part that the relation cannot tell is dropped in silence")
	}
}
