package queries

import (
	"encoding/binary"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries/sqltext"
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

func TestScopeWhere(t *testing.T) {
	s := &Scope{Servers: []string{"10.1.0.0/16", "2001:db8::/32", "10.9.9.9"}, Systems: []string{"SYS*"}}
	got, err := s.Where([]string{"system", "server_addr"})
	want := `(system ILIKE 'SYS%' ESCAPE '\') AND ((NOT contains(server_addr, '.') AND address_key(server_addr) BETWEEN ` +
		`'20010db8000000000000000000000000' AND '20010db8ffffffffffffffffffffffff') OR ` +
		`address_key(server_addr) BETWEEN '00000000000000000000ffff0a010000' AND '00000000000000000000ffff0a01ffff' OR ` +
		`server_addr IN ('10.9.9.9', '::ffff:10.9.9.9'))`
	if err != nil || strings.Join(got, " AND ") != want {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := (&Scope{Jobs: []string{"A"}}).Where([]string{"system"}); err == nil {
		t.Error("a part that the relation cannot tell is dropped in silence")
	}
}

// Networks hold in SQL the addresses that they hold in Go, however an address is written.
func TestNetworksHoldTheSameInSQL(t *testing.T) {
	t.Parallel()
	db := openDatabase(t, "")
	text, err := embedded.ReadFile("views/02_address.sql")
	if err != nil {
		t.Fatal(err)
	}
	exec(t, db, string(text))
	random := rand.New(rand.NewPCG(1, 2))
	addrs := []string{"::", "::1", "1::", "0.0.0.0", "255.255.255.255", "::ffff:10.1.2.3", "2001:db8::", "fe80::1:0:0:1",
		"no address", "", "1.2", "...", "300.1.1.1", "'"}
	for range 2000 {
		addrs = append(addrs, randomAddr(random).String())
	}
	networks := []string{"0.0.0.0/0", "::/0", "::/1", "10.0.0.0/8", "::ffff:0:0/96"}
	for range 60 {
		a := randomAddr(random)
		p, _ := a.Prefix(random.IntN(a.BitLen() + 1))
		networks = append(networks, p.String(), netip.PrefixFrom(a, a.BitLen()).String())
	}
	exec(t, db, "CREATE TABLE known AS SELECT unnest("+textList(addrs)+") AS addr")
	for _, n := range networks {
		condition, err := within("addr", []string{n})
		if err != nil {
			t.Fatal(err)
		}
		p := netip.MustParsePrefix(n)
		var want []string
		for _, text := range addrs {
			if a, err := netip.ParseAddr(text); err == nil && p.Contains(a.Unmap()) {
				want = append(want, text)
			}
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, ask(t, db, "SELECT addr FROM known WHERE "+condition+" ORDER BY addr")); diff != "" {
			t.Errorf("%s: %s\n-want +got:\n%s", n, condition, diff)
		}
	}
}

// randomAddr is an address of either kind, with runs of zeros such as shorten what is written.
func randomAddr(random *rand.Rand) netip.Addr {
	if random.IntN(3) == 0 {
		return netip.AddrFrom4([4]byte{10, byte(random.IntN(3)), byte(random.Uint32()), byte(random.Uint32())})
	}
	var a [16]byte
	for i := range 8 {
		if random.IntN(2) == 0 {
			binary.BigEndian.PutUint16(a[2*i:], uint16(random.Uint32()>>(4*random.IntN(4))))
		}
	}
	return netip.AddrFrom16(a)
}

func textList(texts []string) string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = sqltext.Literal(t)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
