package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries/policy"
)

func newPolicyCmd(e *env) *cobra.Command {
	return parent(&cobra.Command{
		Use:     "policy",
		Short:   "Test profiles on example sessions",
		Long:    "Tests the profiles themselves. To evaluate a database by them, use zertify audit.",
		Example: "  zertify policy test\n  zertify policy test nist --mismatches",
	}, newPolicyTestCmd(e))
}

// policyTest are the flags of policy test.
type policyTest struct {
	dir   profileDir
	cases string
	fails bool // only what does not agree
	rows  rowOptions
}

func newPolicyTestCmd(e *env) *cobra.Command {
	var opt policyTest
	cmd := &cobra.Command{
		Use:   "test [ID|FILE]...",
		Short: "Compare the verdicts of profiles with tables of example sessions",
		Long: `Evaluates the example sessions of a profile, each by the rules of its own day, and compares
the verdict and the matching rules with what the table expects. Without a name it tests all
profiles that come with zertify, each with its own table; with --cases one profile with a
table of yours. A profile in --profiles-dir may have its table there, as cases/ID.csv.

A table is CSV: case,day,facts,attribute,verdict,rules,why. Facts are what the record
says, "tls_version TLS1.2 ; tls_kex RSA"; it says nothing else. The attribute is the one
whose rules apply, or session for all. Rules are the ids that must match, separated by |.
Exit code 1 means that a case does not agree.`,
		Example: "  zertify policy test nist\n  zertify policy test nist -f csv -o nist-cases.csv\n" +
			"  zertify policy test baseline --cases mycases.csv",
		RunE: func(cmd *cobra.Command, args []string) error { return opt.run(cmd.Context(), e, args) },
	}
	opt.dir.addFlag(cmd)
	cmd.Flags().StringVar(&opt.cases, "cases", "", "CSV `file` of example sessions, for one profile")
	cmd.Flags().BoolVar(&opt.fails, "mismatches", false, "show only the cases that do not agree")
	opt.rows.addFlags(cmd)
	return cmd
}

// A trial is a profile with its cases.
type trial struct {
	profile *policy.Profile
	cases   []*policy.Case
}

func (o *policyTest) run(ctx context.Context, e *env, names []string) (err error) {
	trials, err := o.trials(e, names)
	if err != nil {
		return err
	}
	db, err := ingest.OpenEmpty(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := newSheet("profile", "case", "day", "facts", "attribute", "expected", "got", "rules_expected", "rules_matched",
		"result", "line", "why")
	cases, wrong := 0, 0
	for _, t := range trials {
		n, err := o.try(ctx, db, s, t)
		if err != nil {
			return err
		}
		cases += len(t.cases)
		wrong += n
	}
	if err := o.rows.writeSheet(e, s); err != nil {
		return err
	}
	if wrong > 0 {
		e.log.Info(fmt.Sprintf("%s of %s not as expected", commas(int64(wrong)), plural(int64(cases), "case")))
		return &exit{code: exitFailed}
	}
	e.log.Info(plural(int64(cases), "case") + ", all as expected")
	return nil
}

// try runs the cases of one profile and counts those that do not agree.
func (o *policyTest) try(ctx context.Context, db *sql.DB, s *sheet, t trial) (wrong int, err error) {
	results, err := policy.RunCases(ctx, db, t.profile, t.cases)
	if err != nil {
		return 0, err
	}
	for _, r := range results {
		c, verdict := r.Case, "ok"
		if !r.OK() {
			verdict = "mismatch"
			wrong++
		} else if o.fails {
			continue
		}
		s.add(t.profile.ID, c.Name, day(c.Day), c.Facts, c.Attribute, string(c.Verdict), string(r.Got),
			strings.Join(c.Rules, "|"), strings.Join(r.Matched, "|"), verdict, c.Line, c.Why)
	}
	return wrong, nil
}

// trials finds the profiles asked for, and their tables.
func (o *policyTest) trials(e *env, names []string) ([]trial, error) {
	l, err := o.dir.open(e)
	if err != nil {
		return nil, err
	}
	if o.cases != "" && len(names) != 1 {
		return nil, errors.New("--cases belongs to one profile; name it")
	}
	if len(names) == 0 {
		names = l.IDs()
	}
	var out []trial
	for _, name := range names {
		p, err := loadProfile(l, name)
		if err != nil {
			return nil, err
		}
		cases, err := o.casesOf(p)
		if err != nil {
			return nil, err
		}
		out = append(out, trial{p, cases})
	}
	return out, nil
}

// casesOf reads the table given, that beside a profile of the user's own, or
// ours.
func (o *policyTest) casesOf(p *policy.Profile) ([]*policy.Case, error) {
	if o.cases != "" {
		cases, err := policy.LoadCases(infile.Dir(filepath.Dir(o.cases)), filepath.Base(o.cases), p)
		if errors.Is(err, fs.ErrNotExist) {
			err = missing(o.cases)
		}
		if err != nil {
			return nil, fmt.Errorf("--cases: %w", err)
		}
		return cases, nil
	}
	if o.dir.path != "" && p.Origin != "" {
		cases, err := policy.LoadCases(infile.Dir(filepath.Join(o.dir.path, "cases")), p.ID+".csv", p)
		if !errors.Is(err, fs.ErrNotExist) {
			return cases, err
		}
	}
	if p.Origin != "" {
		return nil, fmt.Errorf("profile %s is your own; give its example sessions with --cases FILE", p.ID)
	}
	return policy.LoadCases(policy.EmbeddedCases(), p.ID+".csv", p)
}
