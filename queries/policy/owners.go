package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"regexp"

	"github.com/zertify/zertify/schema/factcsv"
)

var ownerColumns = []string{"owner", "system", "stack", "job", "server", "port", "note"}

// Owners says whom findings are for. The first line that fits the place of a finding decides.
type Owners struct {
	File  string
	lines []ownerLine
}

// An ownerLine says who owns what it fits. A part that is not given fits all; system, stack and
// job take * for any text and ? for one character.
type ownerLine struct {
	owner             string
	globs             [3]*regexp.Regexp // of system, stack and job
	server            netip.Prefix      // invalid when not given
	portLow, portHigh int               // 0, 0 when not given
}

// LoadOwners reads and checks a file of owners: owner,system,stack,job,server,port,note. Errors
// name file and line.
func LoadOwners(fsys fs.FS, name string) (*Owners, error) {
	t, err := readTable(fsys, name, ownerColumns)
	if err != nil {
		return nil, err
	}
	o := &Owners{File: t.File}
	seen := map[string]int{}
	for _, row := range t.Rows {
		line, err := parseOwner(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		place := fmt.Sprintf("%q", row.Cells[1:len(ownerColumns)-1])
		if first := seen[place]; first > 0 {
			return nil, row.Errorf("line %d is of the same place, and the first line that fits decides", first)
		}
		seen[place] = row.Line
		o.lines = append(o.lines, line)
	}
	if len(o.lines) == 0 {
		return nil, t.Errorf(1, "no line names an owner; leave the file out instead")
	}
	return o, nil
}

func parseOwner(row factcsv.Row) (l ownerLine, err error) {
	if l.owner = row.Cell("owner"); l.owner == "" {
		return l, errors.New("owner is empty; it is mandatory")
	}
	for i, column := range []string{"system", "stack", "job"} {
		l.globs[i] = compileGlob(row.Cell(column))
	}
	if l.server, err = parsePrefix(row.Cell("server")); err != nil {
		return l, fmt.Errorf("server: %w", err)
	}
	if l.portLow, l.portHigh, err = parsePorts(row.Cell("port")); err != nil {
		return l, fmt.Errorf("port: %w", err)
	}
	return l, nil
}

// Of returns the owner of the place of a finding, "" when no line fits. A tunnel is at both of
// its ends, and at no port.
func (o *Owners) Of(f *Finding) string {
	for _, l := range o.lines {
		if l.fits(f) {
			return l.owner
		}
	}
	return ""
}

func (l *ownerLine) fits(f *Finding) bool {
	for i, text := range []string{f.System, f.Stack, f.Job} {
		if l.globs[i] != nil && !l.globs[i].MatchString(text) {
			return false
		}
	}
	if t := f.Tunnel; t != nil {
		return l.portLow == 0 && (inPrefix(l.server, t.Local) || inPrefix(l.server, t.Remote))
	}
	return inPrefix(l.server, f.ServerAddr) &&
		(l.portLow == 0 || f.ServerPort >= l.portLow && f.ServerPort <= l.portHigh)
}

// setOwners notes with every finding whom it is for.
func (o *Owners) setOwners(r *Evaluation) {
	if o == nil {
		return
	}
	r.HasOwners = true
	for _, list := range [][]Finding{r.Findings, r.Tunnels.Findings} {
		for i := range list {
			list[i].Owner = o.Of(&list[i])
		}
	}
}
