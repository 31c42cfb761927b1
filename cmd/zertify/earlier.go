package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/outfile"
)

// earlierOptions say what an audit is compared with.
type earlierOptions struct {
	from, db  string
	lapseDays int
	period    queries.Scope // of from: its times alone
}

func (o *earlierOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.from, "diff-from", "", "add what changed since this earlier `period`, A..B, to the report")
	f.StringVar(&o.db, "diff-db", "",
		"add what changed since this earlier `database` to the report; with --diff-from since a period of it")
	addLapseDays(cmd, &o.lapseDays)
}

func (o *earlierOptions) wanted() bool { return o.from != "" || o.db != "" }

// readEarlier checks what can be checked before the database is known.
func (p *auditPlan) readEarlier(o *auditOptions) (err error) {
	if o.earlier.from != "" {
		if o.earlier.period.Since, o.earlier.period.Until, err = parsePeriod("--diff-from", o.earlier.from); err != nil {
			return err
		}
	}
	if o.earlier.db == "" {
		return nil
	}
	if err := needFile(o.earlier.db); err != nil {
		return fmt.Errorf("--diff-db: %w", err)
	}
	return nil
}

// settleEarlier settles what the audit of a database is compared with. Other
// limits of the audit than its period hold for both sides.
func (p *auditPlan) settleEarlier(path string) error {
	o := &p.opt.earlier
	if !o.wanted() {
		return nil
	}
	before := diffSide{db: o.db, scope: p.opt.scope.scope}
	after := diffSide{db: path, scope: p.opt.scope.scope}
	before.scope.Since, before.scope.Until = o.period.Since, o.period.Until
	if o.db == "" || outfile.SameFile(o.db, path) {
		before.db = path
		if err := o.leaveOut(&after.scope); err != nil {
			return err
		}
	}
	before.name, after.name = filepath.Base(before.db), filepath.Base(after.db)
	if p.shown != "" {
		after.name = filepath.Base(p.shown)
	}
	if before.db == path {
		before.name = after.name
	}
	p.earlier = &[2]diffSide{before, after}
	return nil
}

// leaveOut takes the earlier period of a database, and what is before it, out of
// what the newer side looks at.
func (o *earlierOptions) leaveOut(newer *queries.Scope) error {
	end := o.period.Until
	switch {
	case o.from == "":
		return errors.New(
			"--diff-db is the database that is audited; say which period of it is the earlier one: --diff-from A..B")
	case end.IsZero():
		return fmt.Errorf("--diff-from %s has no end: give the day on which the earlier period ends", o.from)
	case !newer.Until.IsZero() && !newer.Until.After(end):
		return fmt.Errorf("--until lies before the end of --diff-from %s: nothing is left to compare it with", o.from)
	}
	if newer.Since.Before(end) {
		newer.Since = end
	}
	return nil
}

// drift compares by the rules of the audit's day. The exceptions that count in
// the report are those of the audit alone.
func (p *auditPlan) drift(ctx context.Context, e *env, day time.Time) (*model.Drift, error) {
	plan := *p
	plan.policy.AsOf, plan.policy.Forecast, plan.policy.Exceptions = day, nil, p.policy.Exceptions.Clone()
	d, err := (&diffRun{plan: &plan}).compare(ctx, e, p.earlier, p.opt.earlier.lapseDays)
	if err != nil {
		return nil, err
	}
	e.tellDrift(d)
	return d, nil
}
