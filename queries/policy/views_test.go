package policy

import (
	"database/sql"
	"os"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// TestEvaluateReadsTheViewsAsInstalled makes the real, empty database and asks
// for every attribute once, so that a renamed column shows here.
func TestEvaluateReadsTheViewsAsInstalled(t *testing.T) {
	t.Parallel()
	evidence, err := os.ReadFile("../../ingest/evidence.sql")
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(schema.DDL() + schema.Views(layout.Must().Codes) + string(evidence)); err != nil {
		t.Fatal(err)
	}
	if err := queries.Install(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, a := range attributes {
		if a.constant() || a.name == "bytes_total" || a.name == "source" {
			continue
		}
		protocol := map[home]string{homeSuite: a.protocol(), homeLayer: "any", homeCert: "x509",
			homeSession: "session"}[a.home]
		id := "A-" + strings.ToUpper(strings.ReplaceAll(a.name, "_", "-"))
		rules = append(rules, id+","+protocol+"/x,"+a.name+",absent,info,low"+rest)
	}
	js, err := Evaluate(t.Context(), db, append(ownProfiles(t), profileOf(t, rules...)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range js {
		if len(j.Verdicts) != 0 || j.Overall == Pass || j.Overall == Info {
			t.Errorf("%s: got %s, %v from an empty database", j.Profile.ID, j.Overall, j.Verdicts)
		}
	}
}
