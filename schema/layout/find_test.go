package layout

import (
	"slices"
	"testing"
)

func TestViewsShowTheStructuresOfTheirRecords(t *testing.T) {
	t.Parallel()
	for structure, want := range map[string][]string{
		"tcp_attls":         {"v_tcp_connection"},
		"zert_summary_tls":  {"v_zert_summary"},
		"zert_dn":           {"v_zert_dn"}, // a list has a view of its own, with a row per entry
		"nmsec_ip_filter_x": nil,
	} {
		st := Must().Structure(structure)
		if st == nil {
			st = &Structure{Name: structure}
		}
		if got := Must().ViewsOf(st); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", structure, got, want)
		}
	}
}

func TestSuitesAreACodeTable(t *testing.T) {
	t.Parallel()
	set := Must()
	if tables := set.NamedTables(); !slices.IsSorted(tables) || len(tables) != len(set.CodeTables())+1 {
		t.Errorf("%q", tables)
	}
	n := 0
	for _, name := range set.NamedTables() {
		n += len(set.NamedCodes(name))
	}
	if want := len(set.Codes) + len(set.Suites); n != want {
		t.Errorf("%d codes, want %d", n, want)
	}
	if set.NamedCodes("no_such_table") != nil || set.CodesOf(SuiteTable) != nil {
		t.Error("codes of tables that do not exist")
	}
	i := slices.IndexFunc(set.NamedCodes(SuiteTable), func(c Code) bool { return c.Code == "1301" })
	if c := set.NamedCodes(SuiteTable)[i]; c.Name != "TLS_AES_128_GCM_SHA256" || c.Bits != 128 || c.Token == "" {
		t.Errorf("%+v", c)
	}
}
