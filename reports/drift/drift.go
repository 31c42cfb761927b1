// Package drift compares two periods, or two databases: findings, unprotected ports, the
// protection of each place, certificates and peers. Things are recognised by stable
// identities, so that the same thing at the same place is the same in every comparison.
package drift

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
)

// ID is the stable identity of a thing at a place: twelve hexadecimal digits.
func ID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// Options say how two sides are compared.
type Options struct {
	Tool model.Tool
	AsOf time.Time
	// LapseDays is how many days before its end a certificate is about to lapse.
	LapseDays int
	// LimitPeers bounds the peers listed of each state; 0 means DefaultLimit.
	LimitPeers int
}

// Compare says what changed from one side to the other.
func Compare(old, new *Side, opt Options) *model.Drift {
	d := &model.Drift{Tool: opt.Tool, AsOf: model.Date{Time: opt.AsOf}, Old: old.DriftSide, New: new.DriftSide,
		Notes: slices.Concat(old.notes, new.notes)}
	compareFindings(d, old, new)
	comparePorts(d, old, new)
	compareSuites(d, old, new)
	compareCertificates(d, old, new, opt.LapseDays)
	comparePeers(d, old, new, cmp.Or(opt.LimitPeers, model.DefaultLimit))
	slices.SortStableFunc(d.Changes, compareChanges)
	for i := range d.Changes {
		if d.Changes[i].Worse {
			d.Worse++
		}
	}
	return d
}

// compareChanges orders changes by what they are about, state, severity, traffic
// and, so that the order is total, by resource and identity.
func compareChanges(a, b model.Change) int {
	return cmp.Or(
		cmp.Compare(slices.Index(model.ChangeOrder, a.What), slices.Index(model.ChangeOrder, b.What)),
		cmp.Compare(slices.Index(model.StateOrder, a.State), slices.Index(model.StateOrder, b.State)),
		cmp.Compare(slices.Index(queries.Severities, a.Severity), slices.Index(queries.Severities, b.Severity)),
		-cmp.Compare(max(a.ConnectionsBefore, a.ConnectionsAfter), max(b.ConnectionsBefore, b.ConnectionsAfter)),
		strings.Compare(a.Resource, b.Resource), strings.Compare(a.Rule, b.Rule), strings.Compare(a.ID, b.ID))
}
