package browse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// recordPage shows one record byte by byte.
const recordPage = "record"

// Parameters of the page of a record.
const (
	paramInput  = "input"
	paramRecord = "record"
)

// recordLink is the address of the page of a record.
func recordLink(file, record int64) string {
	return link(recordPage, url.Values{paramInput: {strconv.FormatInt(file, 10)},
		paramRecord: {strconv.FormatInt(record, 10)}})
}

// mostBytes bounds the text of a record: a record of 32 KB with a line per field stays below.
const mostBytes = 2 << 20

// A recordView is the page of a record.
type recordView struct {
	Facts          [][]cell
	Text, Why      string // Why says why there is no text
	IsCut          bool
	Command        []shellLine
	Earlier, Later string // addresses of the records beside it
}

// record is the page of a record: its bytes and what they mean, where the input is still at hand.
func (s *Server) record(r *http.Request) (answer, error) {
	file, record, err := parseRecord(r.URL.Query())
	if err != nil {
		return nil, bad(err)
	}
	var path, framing sql.NullString
	var records, bytes sql.NullInt64
	err = s.db.QueryRowContext(r.Context(), statement("record"), file).Scan(&path, &framing, &records, &bytes)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, problem{http.StatusNotFound, fmt.Errorf("input %d is not in this database", file)}
	case err != nil:
		return nil, err
	case record > records.Int64:
		return nil, problem{http.StatusNotFound, fmt.Errorf("input %d has %s; record %d is beyond", file,
			wording.Count(records.Int64, "record"), record)}
	}
	v := &recordView{Command: command(s.opt.Commands.Record(path.String, record)).lines()}
	v.Facts = [][]cell{{{Text: "Input"}, {Text: plain.Text(path.String)}}, {{Text: "Framing"}, {Text: shownText(framing)}},
		{{Text: "Record"}, {Text: fmt.Sprintf("%s of %s", wording.Number(record), wording.Number(records.Int64))}}}
	if record > 1 {
		v.Earlier = recordLink(file, record-1)
	}
	if record < records.Int64 {
		v.Later = recordLink(file, record+1)
	}
	v.read(r.Context(), s.opt.Record, Record{path.String, bytes.Int64, record})
	if r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	return rendered{"record", "Record", "inputs", v}, nil
}

func parseRecord(params url.Values) (file, record int64, err error) {
	for name := range params {
		if name != paramInput && name != paramRecord {
			return 0, 0, fmt.Errorf("parameter %q is not known", name)
		}
	}
	file, err = strconv.ParseInt(params.Get(paramInput), 10, 64)
	if err != nil {
		return 0, 0, errors.New("input: give the number of an input")
	}
	if !params.Has(paramRecord) {
		return file, 1, nil
	}
	record, err = strconv.ParseInt(params.Get(paramRecord), 10, 64)
	if err != nil || record < 1 {
		return 0, 0, errors.New("record: give the number of a record, from 1")
	}
	return file, record, nil
}

// read takes the record apart, or says why that cannot be done here.
func (v *recordView) read(ctx context.Context, reader RecordReader, at Record) {
	if reader == nil {
		v.Why = "Records cannot be read here."
		return
	}
	text := &boundedText{room: mostBytes}
	err := reader(ctx, text, at)
	v.IsCut = text.isFull
	if err != nil && !v.IsCut {
		v.Why = plain.Lines(err.Error())
		return
	}
	v.Text = plain.Lines(text.text.String())
}

// A boundedText takes the beginning of a text, and refuses what is beyond its room.
type boundedText struct {
	text   strings.Builder
	room   int
	isFull bool
}

// Write implements io.Writer.
func (b *boundedText) Write(p []byte) (int, error) {
	if room := b.room - b.text.Len(); len(p) > room {
		b.isFull = true
		n, _ := b.text.Write(p[:room])
		return n, errors.New("the text of the record is longer than a page takes")
	}
	return b.text.Write(p)
}
