package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// ID names a finding by what it is about: its rule, the place (server, port and job, or the ends of the tunnel) and
// the suite, as in F-0f3c5a7d91b2e684. Behind the digits stand the layer and the certificate, where the rule is about
// one, as in F-0f3c5a7d91b2e684-tls-server. No date, count or number of a row has a part in it, so that a finding
// that persists has the same ID in next month's report.
func (f *Finding) ID() string {
	id := f.place().id(f.Profile, f.Rule.ID)
	for _, part := range []string{f.Layer, f.CertRole} {
		if part != "" {
			id += "-" + part
		}
	}
	return id
}

// A findingPlace is where a finding is, as far as its ID goes.
type findingPlace struct {
	system, sysplex, stack, job, role string
	serverAddr                        string
	serverPort                        int
	protection                        string
	suite                             int64
	tunnelPhase                       int
	tunnelLocal                       string
}

// place leaves out of a tunnel its number, because stacks number their tunnels anew, and the system, because captures
// name none: one is known only where a record of the same tunnel tells.
func (f *Finding) place() findingPlace {
	if t := f.Tunnel; t != nil {
		return findingPlace{suite: f.SuiteID, serverAddr: t.Remote, tunnelLocal: t.Local, tunnelPhase: t.Phase}
	}
	return findingPlace{f.System, f.Sysplex, f.Stack, f.Job, f.Role, f.ServerAddr, f.ServerPort, f.Protection, f.SuiteID,
		0, ""}
}

// id returns the ID without layer and certificate.
func (p findingPlace) id(profile, rule string) string {
	text := strings.Join([]string{profile, rule, p.sysplex, p.system, p.stack, p.job, p.role, p.serverAddr,
		strconv.Itoa(p.serverPort), p.protection, strconv.FormatInt(p.suite, 10), strconv.Itoa(p.tunnelPhase),
		p.tunnelLocal}, "\x00")
	h := sha256.Sum256([]byte(text))
	return findingMark + hex.EncodeToString(h[:findingIDBytes])
}

const (
	findingMark    = "F-"
	findingIDBytes = 8 // a chance of one in thirty million that two of a million findings share an ID
)
