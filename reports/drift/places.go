package drift

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
	"github.com/zertify/zertify/reports/wording"
)

// maxDriftPeers bounds the peers held of each side: some 200 MB.
const maxDriftPeers = 1_000_000

// A driftPlace is a server of ours, or one that we went to.
type driftPlace struct {
	system, stack, job, role, addr string
	port                           int64
}

func (p driftPlace) resource() string {
	return hostPort(p.addr, p.port) + " on " + cmp.Or(p.system, "?") + "/" + cmp.Or(p.stack, "?") + " as " +
		cmp.Or(p.role, "unknown role")
}

func (p driftPlace) change(what, state string, parts ...string) model.Change {
	return model.Change{What: what, State: state, ID: ID(append([]string{what, p.resource()}, parts...)...),
		System: p.system, Stack: p.stack, Job: p.job, Resource: p.resource(),
		Place: rowPlace(p.system, p.job, p.role, p.addr, p.port)}
}

// A driftPort is a place with how much of its traffic went unprotected.
type driftPort struct {
	place                     driftPlace
	connections, bytes        int64
	clear                     bool
	clearConnections, clearBy int64 // clearBy: bytes
	file, record              int64
}

// A driftSuite is the weakest protection seen at a place, per layer.
type driftSuite struct {
	place        driftPlace
	layer        string
	strength     *int64 // least known strength in bits
	version      string // lowest protocol version
	weakest      string // what the least strength belongs to
	connections  int64
	file, record int64
}

// A driftPeer is an address at the other end.
type driftPeer struct {
	system, stack, role, addr string
	port                      int64 // of the server we went to; 0 for clients of ours
	connections, bytes        int64
	clear                     int64
	file, record              int64
}

func (p driftPeer) key() string {
	return strings.Join([]string{p.system, p.stack, p.role, p.addr, wording.Digits(p.port)}, "\x00")
}

func scanSide(s *model.DriftSide) []any {
	return append(scan.Span(&s.Span), scan.Into(&s.Sessions), scan.Into(&s.Records))
}

func (p *driftPlace) dst() []any {
	return []any{scan.Into(&p.system), scan.Into(&p.stack), scan.Into(&p.job), scan.Into(&p.role), scan.Into(&p.addr),
		scan.Into(&p.port)}
}

func scanDriftPort(p *driftPort) []any {
	return append(p.place.dst(), scan.Into(&p.connections), scan.Into(&p.bytes), scan.Into(&p.clear),
		scan.Into(&p.clearConnections),
		scan.Into(&p.clearBy), scan.Into(&p.file), scan.Into(&p.record))
}

func scanDriftSuite(u *driftSuite) []any {
	return append(u.place.dst(), scan.Into(&u.layer), &u.strength, scan.Into(&u.version), scan.Into(&u.weakest),
		scan.Into(&u.connections),
		scan.Into(&u.file), scan.Into(&u.record))
}

func scanDriftPeer(p *driftPeer) []any {
	return []any{scan.Into(&p.system), scan.Into(&p.stack), scan.Into(&p.role), scan.Into(&p.addr), scan.Into(&p.port),
		scan.Into(&p.connections),
		scan.Into(&p.bytes), scan.Into(&p.clear), scan.Into(&p.file), scan.Into(&p.record)}
}

// comparePorts lists the ports whose traffic is unprotected now and was not, and
// the other way round.
func comparePorts(d *model.Drift, old, new *Side) {
	for _, key := range slices.Sorted(maps.Keys(new.ports)) {
		p, known := new.ports[key], false
		before, known := old.ports[key]
		switch {
		case p.clear && !before.clear:
			c := p.place.change(model.ChangePort, model.StateNew)
			c.Title = "Unprotected traffic"
			c.Before, c.After,
				c.Worse = "no unprotected traffic",
				fmt.Sprintf("unprotected: %s of %s", wording.Count(p.clearConnections, "connection"),
					wording.Digits(p.connections)), true
			if !known {
				c.Before = "not seen"
			}
			c.ConnectionsBefore, c.BytesBefore = before.connections, before.bytes
			c.ConnectionsAfter, c.BytesAfter, c.FileID, c.RecordNo = p.clearConnections, p.clearBy, p.file, p.record
			d.Changes = append(d.Changes, c)
		case before.clear && !p.clear:
			c := p.place.change(model.ChangePort, model.StateFixed)
			c.Title = "Unprotected traffic"
			c.Before, c.After = fmt.Sprintf("unprotected: %s of %s", wording.Count(before.clearConnections, "connection"),
				wording.Digits(before.connections)), "no unprotected traffic"
			c.ConnectionsBefore, c.BytesBefore, c.FileID, c.RecordNo = before.clearConnections, before.clearBy, p.file, p.record
			c.ConnectionsAfter, c.BytesAfter = p.connections, p.bytes
			d.Changes = append(d.Changes, c)
		}
	}
}

// layerNames are the layers as people write them.
var layerNames = map[string]string{"tls": "TLS", "ssh": "SSH", "ike": "IKE", "ipsec": "IPSec"}

func (u driftSuite) text() string {
	strength := "strength not known"
	if u.strength != nil {
		strength = wording.Digits(*u.strength) + " bits at most"
	}
	return strings.Join(
		slices.DeleteFunc([]string{u.version, u.weakest, strength}, func(s string) bool { return s == "" }), ", ")
}

// compareSuites compares the weakest protection at each place, per layer: a
// lower version or fewer bits is a downgrade. What is not known on one side
// decides nothing.
func compareSuites(d *model.Drift, old, new *Side) {
	for _, key := range slices.Sorted(maps.Keys(new.suites)) {
		u := new.suites[key]
		before, known := old.suites[key]
		if !known {
			continue
		}
		order := 0
		if u.strength != nil && before.strength != nil {
			order = cmp.Compare(*u.strength, *before.strength)
		}
		if u.version != "" && before.version != "" && u.version != before.version {
			if v := strings.Compare(u.version, before.version); v < 0 || order == 0 {
				order = v
			}
		}
		if order == 0 {
			continue
		}
		c := u.place.change(model.ChangeSuite, model.StateBetter, u.layer)
		if order < 0 {
			c.State, c.Worse = model.StateWorse, true
		}
		c.Rule, c.Title = u.layer, "Weakest protection, "+layerNames[u.layer]
		c.Before, c.After = before.text(), u.text()
		c.ConnectionsBefore, c.ConnectionsAfter, c.FileID, c.RecordNo = before.connections, u.connections, u.file, u.record
		d.Changes = append(d.Changes, c)
	}
}

func certificateName(c *model.Certificate) string {
	switch {
	case c.Subject != "":
		return c.Subject
	case c.Serial != "":
		return "serial " + c.Serial
	}
	return "issued by " + c.Issuer
}

func certificateText(c *model.Certificate) string {
	parts := []string{}
	if c.Serial != "" {
		parts = append(parts, "serial "+c.Serial)
	}
	if !c.NotAfter.IsZero() {
		parts = append(parts, "until "+wording.Day(c.NotAfter))
	}
	if c.KeyType != "" && c.KeyBits != nil {
		parts = append(parts, fmt.Sprintf("%s %d", c.KeyType, *c.KeyBits))
	}
	return strings.Join(parts, ", ")
}

func certificateKey(c *model.Certificate) string {
	return strings.Join([]string{c.Layer, c.Role, c.Subject, c.Issuer, c.Serial, c.NotAfter.String()}, "\x00")
}

// compareCertificates lists certificates that were renewed (the subject is the
// same, the certificate is not), and those that had lapsed, or were about to, at
// the end of the newer period. It is worse when they were not so at the end of
// the older one.
func compareCertificates(d *model.Drift, old, new *Side, lapseDays int) {
	before := map[string]*model.Certificate{}
	latest := map[string]*model.Certificate{} // by layer, role and subject
	for i := range old.certificates {
		c := &old.certificates[i]
		before[certificateKey(c)] = c
		if at := latest[subjectKey(c)]; c.Subject != "" && (at == nil || c.NotAfter.After(at.NotAfter)) {
			latest[subjectKey(c)] = c
		}
	}
	horizon := func(s *Side) time.Time { return newestOf(s.DriftSide.Span).AddDate(0, 0, lapseDays) }
	for i := range new.certificates {
		c := &new.certificates[i]
		known := before[certificateKey(c)]
		if known == nil {
			addCertificate(d, c, latest[subjectKey(c)])
		}
		if c.NotAfter.IsZero() || !c.NotAfter.Before(horizon(new)) {
			continue
		}
		change := certificateChange(c, model.StateLapsing)
		was := "not seen"
		if known != nil {
			was = "far from its end"
			switch {
			case known.NotAfter.Before(newestOf(old.DriftSide.Span)):
				was = model.StateLapsed
			case known.NotAfter.Before(horizon(old)):
				was = model.StateLapsing
			}
		}
		if c.NotAfter.Before(newestOf(new.DriftSide.Span)) {
			change.State = model.StateLapsed
		}
		change.Before, change.After = was, certificateText(c)
		change.Worse = was != change.State && was != model.StateLapsed
		d.Changes = append(d.Changes, change)
	}
}

func subjectKey(c *model.Certificate) string {
	return strings.Join([]string{c.Layer, c.Role, c.Subject}, "\x00")
}

func certificateChange(c *model.Certificate, state string) model.Change {
	return model.Change{What: model.ChangeCertificate, State: state, ID: ID(model.ChangeCertificate, certificateKey(c)),
		Rule: c.Layer + " " + c.Role, Title: "Certificate", Resource: certificateName(c), Place: "Certificates",
		Job: c.Jobs, ConnectionsAfter: c.Connections, FileID: c.FileID, RecordNo: c.RecordNo}
}

// addCertificate lists a certificate that the older period did not have.
func addCertificate(d *model.Drift, c, predecessor *model.Certificate) {
	change := certificateChange(c, model.StateNew)
	change.After = certificateText(c)
	if predecessor != nil && c.Subject != "" && c.NotAfter.After(predecessor.NotAfter) {
		change.State, change.Before = model.StateRenewed, certificateText(predecessor)
	}
	d.Changes = append(d.Changes, change)
}

// comparePeers lists addresses that one side alone has.
func comparePeers(d *model.Drift, old, new *Side, limit int) {
	list := func(state string, from, other map[string]driftPeer) {
		var changes []model.Change
		for key, p := range from {
			if _, known := other[key]; known {
				continue
			}
			resource := p.addr
			if p.port > 0 {
				resource = hostPort(p.addr, p.port)
			}
			what := map[string]string{"server": "client of ", "client": "server used by ",
				"peer": "Enterprise Extender peer of "}[p.role]
			resource += ", " + what + cmp.Or(p.system, "?") + "/" + cmp.Or(p.stack, "?")
			c := model.Change{What: model.ChangePeer, State: state, ID: ID(model.ChangePeer, key), System: p.system,
				Stack: p.stack, Title: "Peer", Place: "Peers of " + cmp.Or(p.system, "?"),
				Resource: resource, FileID: p.file, RecordNo: p.record}
			text := wording.Count(p.connections, "connection")
			if p.clear > 0 {
				text += fmt.Sprintf(", %s unprotected", wording.Digits(p.clear))
			}
			if state == model.StateNew {
				c.After, c.ConnectionsAfter, c.BytesAfter = text, p.connections, p.bytes
			} else {
				c.Before, c.ConnectionsBefore, c.BytesBefore = text, p.connections, p.bytes
			}
			changes = append(changes, c)
		}
		slices.SortFunc(changes, compareChanges)
		if len(changes) > limit {
			d.Notes = append(d.Notes,
				fmt.Sprintf("%s: the %s with the most connections are listed of %s", state, wording.Digits(int64(limit)),
					wording.Count(int64(len(changes)), "peer")))
			changes = changes[:limit]
		}
		d.Changes = append(d.Changes, changes...)
	}
	list(model.StateNew, new.peers, old.peers)
	list(model.StateVanished, old.peers, new.peers)
}

// newestOf is the last moment in UTC, or by the local clock where UTC is not known.
func newestOf(s model.Span) time.Time {
	if s.LastUTC.IsZero() {
		return s.Last.Time
	}
	return s.LastUTC
}
