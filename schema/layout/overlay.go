package layout

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/factcsv"
)

// An Overlay is what a site's own mapping headers add to the facts: layouts of
// sections that we know only in part or not at all, and codes. It lies in a folder
// of its own in the format of the embedded files; its rows have the basis site.
// Unlike those it comes from outside: everything in it is checked.
type Overlay struct {
	Structures []*Structure
	Codes      []Code // those of the overlay only
	Bindings   []Binding
	Files      []OverlayFile // what it was read from, by name
	Digest     string        // SHA-256 over the files, in hex
}

// A Binding says which section a structure of the overlay lays out.
type Binding struct {
	Source        string
	Type, Subtype uint16   // of SMF119
	Messages      []string // of NMsec: as Record has them; the number of a message type may stand for a name
	Locator       int      // 1 is the first triplet, or the first section of the record of a message
	Structure     *Structure
	Line          int // in records.csv
}

// An OverlayFile is one file of an overlay.
type OverlayFile struct {
	Name, SHA256 string
	Content      []byte
}

// maxOverlay bounds the files of an overlay, in bytes.
const maxOverlay = 8 << 20

// Columns of the files of an overlay, which are those of the embedded ones.
const (
	recordColumns = "source,type,subtype,table,locator,structure,need,split,place,suite,ipv6,since,doc"
	enumColumns   = "enum,code,name,token,bits,doc,basis"
)

// ReadOverlay reads and checks an overlay against the facts it completes. Errors
// name file and line; rows that contradict a documented one are all named.
func ReadOverlay(fsys fs.FS, base *Set) (*Overlay, error) {
	o := &Overlay{}
	if err := o.readFiles(fsys); err != nil {
		return nil, err
	}
	mem := NewOverlayFS(o.Files)
	set := &Set{site: true}
	for _, step := range []func(fs.FS) error{set.readSiteCodes, func(fs.FS) error {
		o.Codes = set.Codes
		set.Codes = append(slices.Clone(base.Codes), set.Codes...)
		return nil
	}, set.readStructures} {
		if err := step(mem); err != nil {
			return nil, err
		}
	}
	o.Structures = set.Structures
	for _, st := range o.Structures {
		if err := checkSite(st); err != nil {
			return nil, err
		}
	}
	if err := o.bind(mem, set, base); err != nil {
		return nil, err
	}
	return o, o.contradictions(base)
}

// NMIFraming is the file of an overlay that says how NMI streams are framed. It is
// read by package nmsec.
const NMIFraming = "nmi-framing.csv"

// HasFile reports whether the overlay holds the file.
func (o *Overlay) HasFile(name string) bool {
	return slices.ContainsFunc(o.Files, func(f OverlayFile) bool { return f.Name == name })
}

// readFiles takes the CSV files of the folder and of the folders in it.
func (o *Overlay) readFiles(fsys fs.FS) error {
	var names []string
	for _, pattern := range []string{"*.csv", "*/*.csv"} {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return err
		}
		names = append(names, found...)
	}
	if len(names) == 0 {
		return errors.New("no CSV file in the overlay; zertify layout import makes one from a header")
	}
	slices.Sort(names)
	h, size := sha256.New(), 0
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if size += len(b); size > maxOverlay {
			return fmt.Errorf("%s: the overlay has more than %d bytes", name, maxOverlay)
		}
		sum := sha256.Sum256(b)
		o.Files = append(o.Files, OverlayFile{Name: name, SHA256: hex.EncodeToString(sum[:]), Content: b})
		fmt.Fprintf(h, "%s %d\n%s", name, len(b), b)
	}
	o.Digest = hex.EncodeToString(h.Sum(nil))
	return nil
}

// maxSiteOffset is more than any section can have.
const maxSiteOffset = 1 << 20

// deciders are the formats that the deciding field of a format must have.
var deciders = map[string]string{"ip": "flag", "hundredths": "packed_date", "cert_time": "uint", "hex": "uint"}

// checkSite holds a structure from outside to what Walk takes for granted of the
// embedded ones.
func checkSite(st *Structure) error {
	if st.Accept != "" || st.Interned {
		return fmt.Errorf("%s: a structure of an overlay has no lines '# accept' and '# intern'", st.File)
	}
	names := map[string]bool{}
	for i := range st.Fields {
		f := &st.Fields[i]
		if f.Name == "" || f.Format != "reserved" && names[f.Name] {
			return siteFault(st, f, "no name, or one that is taken")
		}
		names[f.Name] = true
		for _, check := range siteChecks {
			if wrong := check(st, f); wrong != "" {
				return siteFault(st, f, wrong)
			}
		}
	}
	return nil
}

func siteFault(st *Structure, f *Field, wrong string) error {
	return fmt.Errorf("%s:%d: %s: %s", st.File, f.Line, f.Name, wrong)
}

// siteChecks return what is wrong with a field from outside, "" when nothing is.
var siteChecks = []func(st *Structure, f *Field) string{checkPlace, checkBits, checkOpenEnd, checkDecider, checkBasis}

// checkPlace: a field lies within what a section can be.
func checkPlace(_ *Structure, f *Field) string {
	if f.Offset < 0 || f.Offset > maxSiteOffset || f.Length == 0 || f.Length < -1 || f.Length > maxSiteOffset {
		return fmt.Sprintf("offset %d and length %d are outside every section", f.Offset, f.Length)
	}
	return ""
}

// checkBits: a bit is one of eight, a flag has one bit, and a number of bits fits 64.
func checkBits(_ *Structure, f *Field) string {
	if f.Bit > 7 || f.Bit < -1 || f.Format == "bits" && f.Length > 64 || f.Format == "flag" && f.Length != 1 {
		return fmt.Sprintf("bit %d with length %d", f.Bit, f.Length)
	}
	return ""
}

// checkOpenEnd: only what may have any length goes to the end of its section.
func checkOpenEnd(_ *Structure, f *Field) string {
	if f.Length < 0 && f.Format != "text" && f.Format != "hex" && f.Format != "reserved" {
		return fmt.Sprintf("a %s has a length", f.Format)
	}
	return ""
}

// checkDecider: the field that decides is there and has the format for it; only addresses go by their record.
func checkDecider(st *Structure, f *Field) string {
	want := deciders[f.Format]
	switch {
	case f.By == "":
		return ""
	case want == "":
		return fmt.Sprintf("a %s is decided by nothing", f.Format)
	case f.By == "record" && f.Format != "ip":
		return "only an address is decided by the record"
	case f.By == "record" || f.By == "mapped":
		return ""
	}
	if by := st.Field(f.By); by == nil || by.Format != want || by.Length < 0 {
		return fmt.Sprintf("a %s is decided by a %s; %s has another format or is missing", f.Format, want, f.By)
	}
	return ""
}

// checkBasis: what a site says is known from the site.
func checkBasis(_ *Structure, f *Field) string {
	if f.Basis != "site" {
		return fmt.Sprintf("the basis of a row in an overlay is site, not %s", f.Basis)
	}
	return ""
}

func (s *Set) readSiteCodes(fsys fs.FS) error {
	if _, err := fs.Stat(fsys, "enums.csv"); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return s.readCodes(fsys)
}

func (o *Overlay) bind(fsys fs.FS, set, base *Set) error {
	t, err := readTable(fsys, "records.csv", recordColumns)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("records.csv is missing: it says which section each structure lays out")
	}
	if err != nil {
		return err
	}
	for i, r := range t.Rows {
		b, err := newBinding(r)
		if err == nil {
			err = b.checkMessages(base)
		}
		if err != nil {
			return t.errorf(i, "%v", err)
		}
		b.Structure, b.Line = set.Structure(r.Cell("structure")), t.Rows[i].Line
		switch {
		case b.Structure == nil:
			return t.errorf(i, "no structure %q in the overlay", r.Cell("structure"))
		case slices.ContainsFunc(o.Bindings, b.same):
			return t.errorf(i, "locator %d of %s has a structure already", b.Locator, b.Of())
		}
		if ours := b.Ours(base); ours != nil && !ours.Partial() && b.Structure.end() <= ours.Known() {
			return t.errorf(i, "locator %d of %s is %s, which is documented in full; take this row out", b.Locator, b.Of(),
				ours.Name)
		}
		o.Bindings = append(o.Bindings, b)
	}
	return nil
}

// newBinding reads a row of records.csv by itself.
func newBinding(r factcsv.Row) (Binding, error) {
	b := Binding{Source: r.Cell("source")}
	idx, err := strconv.ParseUint(r.Cell("locator"), 10, 8)
	b.Locator = int(idx)
	rec := Record{Source: b.Source}
	typed := rec.setType(r.Cell("type"), r.Cell("subtype"))
	switch {
	case b.Source != SMF119 && b.Source != NMsec:
		return b, fmt.Errorf("source %q is none of %s, %s", b.Source, SMF119, NMsec)
	case b.Source == SMF119 && (typed != nil || err != nil || idx == 0):
		return b, errors.New("type, subtype and locator must be numbers, the locator from 1")
	case typed != nil:
		return b, typed
	case err != nil || idx == 0:
		return b, errors.New("the locator must be a number from 1")
	}
	b.Type, b.Subtype, b.Messages = rec.Type, rec.Subtype, rec.Messages
	return b, nil
}

// typeNumber is a message type by its number, and where its records lie.
var typeNumber = regexp.MustCompile(`^[0-9]{1,10}(/1)?$`)

// checkMessages refuses names that no message has, which would never apply.
func (b Binding) checkMessages(base *Set) error {
	var known []string
	for _, r := range base.Records {
		for _, m := range r.Messages {
			if m != "*" {
				known = append(known, m)
			}
		}
	}
	for _, m := range b.Messages {
		if !typeNumber.MatchString(m) && !slices.Contains(known, m) {
			return fmt.Errorf("no message %q; give the number of a message type, or of %s", m, strings.Join(known, ", "))
		}
	}
	return nil
}

// Of names the record type that b is bound to.
func (b Binding) Of() string {
	if b.Source == NMsec {
		return "the records of " + strings.Join(b.Messages, " ")
	}
	return fmt.Sprintf("type %d subtype %d", b.Type, b.Subtype)
}

func (b Binding) same(o Binding) bool {
	return b.Source == o.Source && b.Locator == o.Locator && b.Type == o.Type && b.Subtype == o.Subtype &&
		(b.Source != NMsec || b.Holds(o.Messages))
}

// Holds reports whether b is bound to records that one of the messages holds, by
// the names that Record.Messages has, or by a number.
func (b Binding) Holds(messages []string) bool {
	return slices.ContainsFunc(messages, func(m string) bool { return slices.Contains(b.Messages, m) })
}

// Ours returns the structure that the facts have for the bound section, or nil.
func (b Binding) Ours(base *Set) *Structure {
	for _, r := range base.Records {
		if r.Source == b.Source && r.Type == b.Type && r.Subtype == b.Subtype && b.Locator < len(r.Locators) &&
			(b.Source != NMsec || b.Holds(r.Messages)) {
			return r.Locators[b.Locator].Structure
		}
	}
	return nil
}

// end returns where the last field begins that runs to the end, or else ends.
func (s *Structure) end() int {
	n := 0
	for i := range s.Fields {
		n = max(n, s.Fields[i].End())
	}
	return n
}

// Partial reports whether something about the structure is not documented: bytes
// that stay hex because nobody knows them, or rows that are derived or inferred.
func (s *Structure) Partial() bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool {
		return f.Basis != "documented" || strings.HasPrefix(f.Name, "(") || f.Format == "hex" && f.Length < 0
	})
}

// contradictions compares rows of the same name: a documented one and the
// overlay's must lie in the same place.
func (o *Overlay) contradictions(base *Set) error {
	var out []error
	for _, st := range o.Structures {
		for _, ours := range o.counterparts(st, base) {
			for i := range ours.Fields {
				f := &ours.Fields[i]
				g := st.Field(f.Name)
				if g == nil || !f.Fixed() || f.Offset == g.Offset && max(f.Bit, 0) == max(g.Bit, 0) && f.bits() == g.bits() {
					continue
				}
				out = append(out,
					fmt.Errorf("%s:%d: %s at +%d with %s, documented in %s at +%d with %s", st.File, g.Line, f.Name, g.Offset,
						g.size(), ours.Name, f.Offset, f.size()))
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return fmt.Errorf("the overlay contradicts what is documented; see zertify layout check:\n%w", errors.Join(out...))
}

// Fixed reports whether a layout that puts the field elsewhere is wrong: it is
// documented, and no filler, out of which later releases make fields.
func (f *Field) Fixed() bool { return f.Basis == "documented" && f.Format != "reserved" }

// counterparts returns the structures of ours that st may contradict: the one whose
// section it lays out, or all that share a field name with one that lays out none.
func (o *Overlay) counterparts(st *Structure, base *Set) []*Structure {
	var out []*Structure
	bound := false
	for _, b := range o.Bindings {
		if b.Structure != st {
			continue
		}
		bound = true
		if ours := b.Ours(base); ours != nil && !slices.Contains(out, ours) {
			out = append(out, ours)
		}
	}
	if bound {
		return out
	}
	return base.Structures
}

// bits returns the length in bits; -1 to the end.
func (f *Field) bits() int {
	if f.Bit >= 0 || f.Length < 0 {
		return f.Length
	}
	return 8 * f.Length
}

func (f *Field) size() string {
	switch {
	case f.Length < 0:
		return "all that follows"
	case f.Bit >= 0:
		return fmt.Sprintf("%d bits from bit %d", f.Length, f.Bit)
	}
	return english.Plural(int(f.Length), "byte", "")
}

// NewOverlayFS returns the files of an overlay as a file system, so that one kept
// in a database can be read again.
func NewOverlayFS(files []OverlayFile) fs.FS { return overlayFS(files) }

type overlayFS []OverlayFile

// Open returns one file.
func (o overlayFS) Open(name string) (fs.File, error) {
	for _, f := range o {
		if f.Name == name {
			return &overlayFile{Reader: strings.NewReader(string(f.Content)), name: name}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Glob lists the files that fit a pattern.
func (o overlayFS) Glob(pattern string) ([]string, error) {
	var out []string
	for _, f := range o {
		ok, err := path.Match(pattern, f.Name)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, f.Name)
		}
	}
	return out, nil
}

type overlayFile struct {
	*strings.Reader
	name string
}

func (f *overlayFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *overlayFile) Close() error               { return nil }
func (f *overlayFile) Name() string               { return path.Base(f.name) }
func (f *overlayFile) Mode() fs.FileMode          { return 0o444 }
func (f *overlayFile) ModTime() time.Time         { return time.Time{} }
func (f *overlayFile) IsDir() bool                { return false }
func (f *overlayFile) Sys() any                   { return nil }
