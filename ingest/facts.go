package ingest

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// A database holds facts beside records: names of codes, cipher suites, views that name
// codes, comments. They are made from the program's own and say nothing of the inputs,
// so that another version of the program makes them anew; see Views. Which columns the
// records have is not among them: see LayoutHash of package schema.

// factsKey is the entry of database_info that says which facts were made.
const factsKey = "facts_hash"

// layFacts makes what a database in use holds of the facts, with codes of the site's.
// Tables that are there get no other columns.
func layFacts(ctx context.Context, db querier, site []layout.Code) error {
	steps := append([]string{evidenceDDL, digestDDL, schema.DDL()}, codeStatements(layout.Must(), site)...)
	steps = append(steps, forgetKept("code", "tls_suite"),
		fmt.Sprintf("INSERT OR REPLACE INTO database_info (key, value) VALUES ('%s', %s)", factsKey, text(schema.FactsHash)))
	if err := execAll(ctx, db, steps); err != nil {
		return fmt.Errorf("make tables and codes: %w", err)
	}
	codes, err := readCodes(ctx, db)
	if err != nil {
		return err
	}
	if err := execAll(ctx, db, []string{schema.Views(codes)}); err != nil {
		return fmt.Errorf("make label views: %w", err)
	}
	return nil
}

// renewFacts makes what a database holds of the facts anew, and drops what is made of the
// inputs, which other versions made otherwise. What the site added stays: codes,
// layouts, and tables and views of its own.
func renewFacts(ctx context.Context, db changer) error {
	site, err := siteCodes(ctx, db)
	if err != nil {
		return err
	}
	drop, err := dropMade(ctx, db)
	if err != nil {
		return err
	}
	if err := execAll(ctx, db, append(drop, "DROP TABLE IF EXISTS code", "DROP TABLE IF EXISTS tls_suite")); err != nil {
		return fmt.Errorf("drop what is made anew: %w", err)
	}
	if err := layFacts(ctx, db, site); err != nil {
		return err
	}
	return renewOverlay(ctx, db)
}

// made lists all views, macros and derived tables that this and earlier versions made, by
// kind and name. A line stays when the program makes the thing no more, so that it goes
// from databases.
//
//go:embed migrate/made.txt
var made string

// dropMade returns the statements that drop what versions of the program made in a
// database.
func dropMade(ctx context.Context, db querier) ([]string, error) {
	ours := map[string]bool{}
	for line := range strings.Lines(made) {
		ours[strings.TrimSpace(line)] = true
	}
	rows, err := db.QueryContext(ctx, statements.Text("made", nil))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var kind, name string
		if err := rows.Scan(&kind, &name); err != nil {
			return nil, err
		}
		if ours[kind+" "+name] {
			out = append(out, fmt.Sprintf("DROP %s %s", kind, sqltext.Name(name)))
		}
	}
	return out, rows.Err()
}

// siteCodes returns the codes that the site added to a database.
func siteCodes(ctx context.Context, db querier) ([]layout.Code, error) {
	rows, err := db.QueryContext(ctx, statements.Text("site_codes", nil))
	if err != nil {
		return nil, fmt.Errorf("read the site's codes: %w", err)
	}
	defer rows.Close()
	var out []layout.Code
	for rows.Next() {
		var c layout.Code
		if err := rows.Scan(&c.Enum, &c.Code, &c.Value, &c.Name, &c.Token, &c.Bits, &c.Doc, &c.Basis); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// keepCodes puts codes of the site's in the place of those that a database has, if
// there are any. The views that name codes are then not made as they are defined.
func keepCodes(ctx context.Context, db querier, site []layout.Code) error {
	if len(site) == 0 {
		return nil
	}
	old, err := siteCodes(ctx, db)
	if err != nil || insertCodes(old) == insertCodes(site) {
		return err
	}
	return execAll(ctx, db, []string{"BEGIN TRANSACTION", "DELETE FROM code WHERE basis = 'site'", insertCodes(site),
		forgetKept("code"), fmt.Sprintf(staleViews, ""), undefinedViews, "COMMIT"})
}

// codeStatements fill the tables of codes and suites.
func codeStatements(set *layout.Set, site []layout.Code) []string {
	var rows []string
	for _, s := range set.Suites {
		rows = append(rows,
			fmt.Sprintf("(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", text(s.Code), text(s.Name), text(s.Kex),
				text(s.Auth), text(s.Cipher), orNull(s.Bits), text(s.Mode), text(s.MAC), cmp.Or(s.AEAD, "NULL"),
				cmp.Or(s.PFS, "NULL"), text(s.MinVersion), text(s.Basis), text(s.Source)))
	}
	return []string{insertCodes(slices.Concat(set.Codes, site)), "INSERT INTO tls_suite (code, name, kex, auth, cipher, " +
		"bits, mode, mac, aead, pfs, min_version, basis, source) VALUES " + strings.Join(rows, ",")}
}

// insertCodes is the statement that adds codes.
func insertCodes(codes []layout.Code) string {
	var rows []string
	for _, c := range codes {
		value := "NULL"
		if c.Value >= 0 {
			value = fmt.Sprint(c.Value)
		}
		rows = append(rows,
			fmt.Sprintf("(%s, %s, %s, %s, %s, %s, %s, %s)", text(c.Enum), text(c.Code), value, text(c.Name), text(c.Token),
				orNull(c.Bits), text(c.Basis), text(c.Doc)))
	}
	return "INSERT INTO code (enum, code, value, name, token, bits, basis, doc) VALUES " + strings.Join(rows, ",")
}

// text writes an SQL literal; NULL for nothing.
func text(s string) string {
	if s == "" {
		return "NULL"
	}
	return sqltext.Literal(s)
}

func orNull(n int) string {
	if n == 0 {
		return "NULL"
	}
	return fmt.Sprint(n)
}

// readCodes reads the code table; a site's name stands before the shipped one.
func readCodes(ctx context.Context, db querier) ([]layout.Code, error) {
	rows, err := db.QueryContext(ctx, statements.Text("codes", nil))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []layout.Code
	for rows.Next() {
		var c layout.Code
		if err := rows.Scan(&c.Enum, &c.Code, &c.Value, &c.Name, &c.Basis); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// execAll runs texts of statements. They are run as queries because the driver
// watches the context once for all statements of a query, and anew for each that is
// executed.
func execAll(ctx context.Context, db querier, statements []string) error {
	for _, s := range statements {
		if err := drain(db.QueryContext(ctx, s)); err != nil {
			return err
		}
	}
	return nil
}

// drain closes rows that nobody reads, and reports what failed.
func drain(rows *sql.Rows, err error) error {
	if err != nil {
		return err
	}
	if err := rows.Close(); err != nil {
		return err
	}
	return rows.Err()
}
