package main

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

func newExceptionsCmd(e *env) *cobra.Command {
	return parent(&cobra.Command{
		Use:     "exceptions",
		Short:   "Write files of accepted findings",
		Long:    "Helps to write a file of exceptions, which audit and run read with --exceptions.",
		Example: "  zertify exceptions suggest --db audit.duckdb --finding BASE-TLS-002",
	}, newSuggestCmd(e))
}

// suggestOptions are the flags of exceptions suggest.
type suggestOptions struct {
	db, out, severity string
	findings          []string
	audit             auditOptions
}

func newSuggestCmd(e *env) *cobra.Command {
	var opt suggestOptions
	cmd := &cobra.Command{
		Use:   "suggest",
		Short: "Print exception lines for findings of your choice",
		Long: `Evaluates the database and prints a line for each finding you choose. Owner, reason and last
day are left for a person to decide: a file in which a placeholder is left is refused.
--finding takes ids of rules and checks, as the report shows them; without it, all
findings that fail or warn are printed.`,
		Example: "  zertify exceptions suggest --db audit.duckdb --finding BASE-TLS-002,tls-version-floor\n" +
			"  zertify exceptions suggest --db audit.duckdb --profile nist --min-severity high -o exceptions.csv",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return opt.run(cmd.Context(), e) },
	}
	addDB(cmd, &opt.db)
	f := cmd.Flags()
	f.StringSliceVar(&opt.findings, "finding", nil, "`ids` of rules or queries, with commas; may be repeated")
	f.StringVar(&opt.severity, "min-severity", "info", "least `severity`: critical, high, medium, low or info")
	addOutput(cmd, &opt.out, writesFile, "", "`file` to write instead of standard output")
	f.StringVar(&opt.audit.profiles, "profile", defaultProfile, "`profiles` to evaluate against, with commas, or all")
	f.StringVar(&opt.audit.asOf, "as-of", "",
		"`date` whose rules are used, like 2026-12-31; without it the newest day in the records")
	f.StringVar(&opt.audit.exceptions, "exceptions", "", "CSV `file` of findings accepted already; they get no line")
	opt.audit.profileDir.addFlag(cmd)
	complete(cmd, "min-severity", queries.Severities)
	return cmd
}

func (o *suggestOptions) run(ctx context.Context, e *env) error {
	o.audit.formats, o.audit.checks = reportFormats()[0], allChecks
	plan, err := o.audit.plan(e)
	if err != nil {
		return err
	}
	if !slices.Contains(queries.Severities, o.severity) {
		return fmt.Errorf("--min-severity %q: must be one of %s", o.severity, strings.Join(queries.Severities, ", "))
	}
	for _, id := range o.findings {
		if !slices.Contains(plan.ids(), id) {
			return fmt.Errorf("--finding: no rule or query has the id %q%s; rules are those of --profile", id,
				didYouMean(id, plan.ids()))
		}
	}
	db, err := e.openDB(ctx, o.db)
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := o.suggest(ctx, db, plan)
	if err != nil {
		return err
	}
	if s.Len() == 0 {
		e.log.Warn("no open finding matches, so there is nothing to except")
	}
	return o.write(e, s)
}

// wants reports whether findings of a rule or query are chosen.
func (o *suggestOptions) wants(id, severity string) bool {
	return slices.Index(queries.Severities, severity) <= slices.Index(queries.Severities, o.severity) &&
		(len(o.findings) == 0 || slices.Contains(o.findings, id))
}

func (o *suggestOptions) suggest(ctx context.Context, db *sql.DB, plan *auditPlan) (*policy.Suggestions, error) {
	evaluated, err := policy.Evaluate(ctx, db, plan.profiles, plan.policy)
	if err != nil {
		return nil, err
	}
	s := &policy.Suggestions{}
	for _, j := range evaluated {
		for _, list := range [][]policy.Finding{j.Findings, j.Tunnels.Findings} {
			for i := range list {
				f := &list[i]
				if o.wants(f.Rule.ID, f.Severity()) && f.Accepted == "" && (f.Verdict == policy.Fail || f.Verdict == policy.Warn) {
					s.AddFinding(f)
				}
			}
		}
	}
	return s, o.suggestRows(ctx, db, plan, evaluated, s)
}

// suggestRows adds lines for the rows of queries.
func (o *suggestOptions) suggestRows(ctx context.Context, db *sql.DB, plan *auditPlan, evaluated []*policy.Evaluation,
	s *policy.Suggestions) error {
	chosen := slices.DeleteFunc(slices.Clone(plan.queries),
		func(q queries.Query) bool { return !o.wants(q.ID, q.Severity) })
	opt := queries.RunOptions{Limit: queryRows}
	if x := plan.policy.Exceptions; x != nil {
		opt.Accept = x.Accept(plan.day(evaluated))
	}
	outcomes, err := queries.Run(ctx, db, chosen, opt)
	if err != nil {
		return err
	}
	for _, out := range outcomes {
		if out.Status == queries.Error {
			return out.Err
		}
		for i, row := range out.Rows {
			accepted := i < len(out.Accepted) && out.Accepted[i] != ""
			if status := fmt.Sprint(row[0]); !accepted && (status == "fail" || status == "review") {
				s.AddRow(out.Query.ID, out.Columns, row)
			}
		}
	}
	return nil
}

func (o *suggestOptions) write(e *env, s *policy.Suggestions) error {
	return e.writeFile(cmp.Or(o.out, "-"), func(w io.Writer) error {
		_, err := s.WriteTo(w)
		return err
	})
}
