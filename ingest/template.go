package ingest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// A template is a new database as a file: every table and view, the codes and
// suites, no input. The program carries one, because making a database takes a
// thousand statements, each of which the engine parses, binds and notes, and half a
// second, which is most of what a small input costs. A template is a line that
// says what it was made from and the file, compressed with zstd. One that was
// made from anything else than this program would use is passed over.

// templateTool stands for the program's version in a template.
const templateTool = "template"

// madeText identifies the statements that make tables, codes and label views; the format they make, because a migration
// may come after the tables that it is for; and the facts, whose digest a database states: one that states another is
// made anew by the next load.
var madeText = sync.OnceValue(func() string {
	set := layout.Must()
	h := sha256.New()
	for _, part := range append(codeStatements(set, nil), strconv.Itoa(Format()), schema.FactsHash, storageVersion,
		evidenceDDL, digestDDL, overlayDDL, schema.DDL(), schema.Views(set.Codes), schema.ViewComments()) {
		fmt.Fprintf(h, "%d %s\n", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
})

// textVersion is madeText as the template states it, if there is one: the words take
// longer to put together than most databases to open.
func (v *Views) textVersion() string {
	line, _, _ := bytes.Cut(v.Template, []byte("\n"))
	if text, _, found := bytes.Cut(line, []byte(" ")); found {
		return string(text)
	}
	return madeText()
}

// TemplateVersion identifies the statements that a template is made with: the text of
// this package's, and the version of the views.
func (v *Views) TemplateVersion() string { return madeText() + " " + v.Version }

// TemplateIsCurrent reports whether a new database is made from the template.
func (v *Views) TemplateIsCurrent() bool {
	line, _, found := bytes.Cut(v.Template, []byte("\n"))
	return found && string(line) == v.TemplateVersion()
}

// MakeTemplate makes the template that suits the views, from its statements.
func (v *Views) MakeTemplate(ctx context.Context, dir string) ([]byte, error) {
	path := filepath.Join(dir, "template.duckdb")
	fresh := &Views{Version: v.Version, Make: v.Make}
	if err := makeEmpty(ctx, &Options{DB: path, Version: templateTool, Views: fresh}); err != nil {
		return nil, err
	}
	if err := fresh.Renew(ctx, path); err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, err
	}
	return enc.EncodeAll(file, []byte(v.TemplateVersion()+"\n")), errors.Join(enc.Close(), os.Remove(path))
}

// makeEmpty makes a database without inputs.
func makeEmpty(ctx context.Context, opt *Options) error {
	db, conn, err := connect(ctx, opt.DB, opt.Views)
	if err != nil {
		return err
	}
	return errors.Join(prepare(ctx, conn, opt), conn.Close(), db.Close())
}

// lay makes a database file from the template where there is none. It appears whole,
// and never in the place of another that somebody made meanwhile. Where that cannot
// be done, there is none, and the engine makes the database. Beside a log of
// writes that was left behind no template is laid: all databases made from it have one
// identifier, so that the engine would take the log for this one's.
func (v *Views) lay(path string) {
	if v == nil || exists(path) || exists(path+".wal") || !v.TemplateIsCurrent() {
		return
	}
	_ = new(outfile.Guard).Write(path, v.writeTemplate)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// writeTemplate writes the template's database.
func (v *Views) writeTemplate(w io.Writer) error {
	_, packed, _ := bytes.Cut(v.Template, []byte("\n"))
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer dec.Close()
	file, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}

// OpenEmpty makes a database in a folder that has every table and view and not one
// row, for describing what a loaded one holds, and opens it.
func (v *Views) OpenEmpty(ctx context.Context, dir string) (*sql.DB, error) {
	path := filepath.Join(dir, "empty.duckdb")
	if err := makeEmpty(ctx, &Options{DB: path, Version: templateTool, Views: v}); err != nil {
		return nil, err
	}
	return v.Open(ctx, path)
}

// signTemplate puts the version of the program in the place of the template's.
func signTemplate(version string) string {
	return strings.Join(
		[]string{"UPDATE database_info SET value =", text(version), "WHERE key = 'tool_version' AND value =",
			text(templateTool)}, " ")
}
