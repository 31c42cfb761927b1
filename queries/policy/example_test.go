package policy_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing/fstest"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries/policy"
)

// Evaluates example sessions under a profile of the program, each by the rules of its own day.
func ExampleRunCases() {
	profile, err := policy.LoadProfile(policy.Embedded(), "baseline")
	if err != nil {
		fmt.Println(err)
		return
	}
	sessions := fstest.MapFS{"mine.csv": {Data: []byte(`case,day,facts,attribute,verdict,rules,why
old version,2026-11-30,tls_version TLS1.0,tls_version,fail,BASE-TLS-002,withdrawn in 2021
current version,2026-11-30,tls_version TLS1.3,tls_version,pass,BASE-TLS-004,preferred
`)}}
	cases, err := policy.LoadCases(sessions, "mine.csv", profile)
	if err != nil {
		fmt.Println(err)
		return
	}
	db, err := sql.Open("duckdb", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	results, err := policy.RunCases(context.Background(), db, profile, cases)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		fmt.Printf("%s: %s by %v, as expected: %v\n", r.Case.Name, r.Got, r.Matched, r.OK())
	}
	// Output:
	// old version: fail by [BASE-TLS-002], as expected: true
	// current version: pass by [BASE-TLS-004], as expected: true
}
