package tables

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/big"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func rowsOf(rows ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestWriteRowsPerFormat(t *testing.T) {
	t.Parallel()
	cols := []Column{{"name", "VARCHAR"}, {"n", "BIGINT"}, {"first_utc", "TIMESTAMP"}, {"smf_time_local", "TIMESTAMP"},
		{"raw", "BLOB"}}
	noon := time.Date(2026, 10, 1, 12, 0, 0, 500_000_000, time.UTC)
	rows := rowsOf(
		[]any{"=1+1", int64(9007199254740993), noon, noon, []byte{0xCA, 0xFE}},
		[]any{"a|b,\"c\"\n<d>", nil, nil, nil, nil},
	)
	for _, test := range []struct{ format, want string }{
		{"csv", "name,n,first_utc,smf_time_local,raw\n" +
			"'=1+1,9007199254740993,2026-10-01T12:00:00.5Z,2026-10-01T12:00:00.5,cafe\n" +
			"\"a|b,\"\"c\"\"\n<d>\",,,,\n"},
		{"json", "[\n" +
			`{"name":"=1+1","n":9007199254740993,"first_utc":"2026-10-01T12:00:00.5Z","smf_time_local":"2026-10-01T12:00:00.5","raw":"cafe"},` + "\n" +
			`{"name":"a|b,\"c\"\n\u003cd\u003e","n":null,"first_utc":null,"smf_time_local":null,"raw":null}` + "\n]\n"},
		{"ndjson", `{"name":"=1+1","n":9007199254740993,"first_utc":"2026-10-01T12:00:00.5Z","smf_time_local":"2026-10-01T12:00:00.5","raw":"cafe"}` + "\n" +
			`{"name":"a|b,\"c\"\n\u003cd\u003e","n":null,"first_utc":null,"smf_time_local":null,"raw":null}` + "\n"},
		{"markdown", "| name | n | first\\_utc | smf\\_time\\_local | raw |\n| --- | --- | --- | --- | --- |\n" +
			"| =1+1 | 9007199254740993 | 2026-10-01T12:00:00.5Z | 2026-10-01T12:00:00.5 | cafe |\n" +
			"| a\\|b,\"c\"␊&lt;d&gt; |  |  |  |  |\n"},
	} {
		t.Run(test.format, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := WriteRows(&b, test.format, cols, rows); err != nil {
				t.Fatal(err)
			}
			if b.String() != test.want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), test.want)
			}
		})
	}
}

func TestWriteRowsWithoutRowsIsStillWhole(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{"csv": "a\n", "json": "[]\n", "ndjson": "",
		"markdown": "| a |\n| --- |\n"} {
		var b strings.Builder
		if err := WriteRows(&b, format, []Column{{Name: "a"}}, rowsOf()); err != nil || b.String() != want {
			t.Errorf("%s: got %q, %v, want %q", format, b.String(), err, want)
		}
	}
}

func TestWriteRowsSaysWhatWentWrong(t *testing.T) {
	t.Parallel()
	cols := []Column{{Name: "a"}}
	broken := errors.New("connection lost")
	failing := func(yield func([]any, error) bool) { yield(nil, broken) }
	for _, test := range []struct {
		name, format string
		rows         iter.Seq2[[]any, error]
		want         string
	}{
		{"unknown format names those known", "yaml", rowsOf(),
			`row format "yaml" is not known; try csv, sheet, xlsx, json, ndjson, markdown`},
		{"row of another width", "csv", rowsOf([]any{1}, []any{1, 2}), "row 2 has 2 values for 1 columns"},
		{"error of the rows", "json", failing, "connection lost"},
	} {
		var b strings.Builder
		if err := WriteRows(&b, test.format, cols, test.rows); err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestLoneNullIsStillARowOfCSV(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	err := WriteRows(&b, "csv", []Column{{Name: "x"}}, rowsOf([]any{1}, []any{nil}, []any{2}))
	if want := "x\n1\n\"\"\n2\n"; err != nil || b.String() != want {
		t.Errorf("got %q, %v, want %q", b.String(), err, want)
	}
}

func TestJSONNumbersRepeatedColumnNames(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	err := WriteRows(&b, "ndjson", []Column{{Name: "x"}, {Name: "x"}, {Name: "x_2"}}, rowsOf([]any{1, 2, 3}))
	if want := `{"x":1,"x_2":2,"x_2_2":3}` + "\n"; err != nil || b.String() != want {
		t.Errorf("got %q, %v, want %q", b.String(), err, want)
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                  "",
		"plain":             "plain",
		"=cmd|' /C calc'!A": "'=cmd|' /C calc'!A",
		"+1+1":              "'+1+1",
		"-2+3":              "'-2+3",
		"@SUM(A1)":          "'@SUM(A1)",
		"\tx":               "'\tx",
		"\r=1":              "'\r=1",
		"\n=1":              "'\n=1",
		"-12":               "-12",
		"+3.50":             "+3.50",
		"-":                 "'-",
		"-1.":               "'-1.",
		"-+5":               "'-+5",
		"-1e5":              "'-1e5",
		"a=b":               "a=b",
		"’=1":               "’=1",
	} {
		if got := Guard(in); got != want {
			t.Errorf("Guard(%q) = %q, want %q", in, got, want)
		}
	}
}

// money stands for the exact decimals of a driver.
type money struct{}

func (money) Float64() float64 { return 2.3 }

func (money) String() string { return "2.3" }

func TestCellsOfEveryType(t *testing.T) {
	t.Parallel()
	night := time.Date(2026, 10, 1, 23, 5, 0, 0, time.FixedZone("", 7200))
	huge, _ := new(big.Int).SetString("170141183460469231731687303715884105727", 10)
	var none *int64
	for _, test := range []struct {
		value      any
		col        Column
		text, json string
	}{
		{nil, Column{}, "", "null"},
		{none, Column{}, "", "null"},
		{sample.Ptr(7), Column{}, "7", "7"},
		{true, Column{}, "true", "true"},
		{uint64(18446744073709551615), Column{}, "18446744073709551615", "18446744073709551615"},
		{int8(-3), Column{}, "-3", "-3"},
		{huge, Column{}, huge.String(), huge.String()},
		{money{}, Column{}, "2.3", "2.3"},
		{0.1, Column{}, "0.1", "0.1"},
		{float32(0.1), Column{}, "0.1", "0.1"},
		{1e300, Column{}, "1e+300", "1e+300"},
		{night, Column{"day", "DATE"}, "2026-10-01", `"2026-10-01"`},
		{night, Column{"t", "TIME"}, "23:05:00", `"23:05:00"`},
		{night, Column{"t", ""}, "2026-10-01T21:05:00Z", `"2026-10-01T21:05:00Z"`},
		{night.UTC(), Column{"max(last_local)", "TIMESTAMP"}, "2026-10-01T21:05:00", `"2026-10-01T21:05:00"`},
		{night.UTC(), Column{"coalesce(last_utc, last_local)", "TIMESTAMP"}, "2026-10-01T21:05:00", `"2026-10-01T21:05:00"`},
		{night.UTC(), Column{"max(last_utc)", "TIMESTAMP"}, "2026-10-01T21:05:00Z", `"2026-10-01T21:05:00Z"`},
		{night.UTC(), Column{"now()", "TIMESTAMP WITH TIME ZONE"}, "2026-10-01T21:05:00Z", `"2026-10-01T21:05:00Z"`},
		{model.Local{Time: night}, Column{}, "2026-10-01T23:05:00", `"2026-10-01T23:05:00"`},
		{[]byte("0123456789abcdef"), Column{"id", "UUID"}, "30313233-3435-3637-3839-616263646566",
			`"30313233-3435-3637-3839-616263646566"`},
		{"bad \xff text", Column{}, "bad \uFFFD text", "\"bad \uFFFD text\""},
		{[]any{int64(1), "x", nil}, Column{}, `[1,"x",null]`, `[1,"x",null]`},
		{map[string]any{"b": int64(2), "a_local": night}, Column{}, `{"a_local":"2026-10-01T23:05:00","b":2}`,
			`{"a_local":"2026-10-01T23:05:00","b":2}`},
		{map[any]any{int64(2): "x", int64(10): "y"}, Column{}, `{"10":"y","2":"x"}`, `{"10":"y","2":"x"}`},
	} {
		c := toCell(test.value, test.col)
		if c.text != test.text {
			t.Errorf("%T %v: text %q, want %q", test.value, test.value, c.text, test.text)
		}
		if got := string(c.appendJSON(nil)); got != test.json {
			t.Errorf("%T %v: JSON %s, want %s", test.value, test.value, got, test.json)
		}
	}
}

// Ids of suites and serial numbers have one form, wherever rows are shown.
func TestIdsAndSerialsAreText(t *testing.T) {
	t.Parallel()
	cols := []Column{{Name: "phase1_suite_id"}, {Name: "suite_id"}, {Name: "tls_server_cert_serial"}, {Name: "file_id"}}
	for format, want := range map[string]string{
		"csv":      "S-6d5fa689cfb8e7c3,,0x1e05,7\n",
		"ndjson":   `{"phase1_suite_id":"S-6d5fa689cfb8e7c3","suite_id":null,"tls_server_cert_serial":"0x1e05","file_id":7}`,
		"markdown": "| S-6d5fa689cfb8e7c3 |  | 0x1e05 | 7 |\n",
	} {
		var b strings.Builder
		row := []any{int64(7881200983747389379), model.SuiteID(0), "1e05", int64(7)}
		if err := WriteRows(&b, format, cols, rowsOf(row)); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%s: %v, %s", format, err, b.String())
		}
	}
}

// TestWorkbookOfRows: the sheet holds text, numbers and moments; nothing is written of rows that end in an error.
func TestWorkbookOfRows(t *testing.T) {
	t.Parallel()
	cols := []Column{{"suite_id", "BIGINT"}, {"n", "BIGINT"}, {"big", "HUGEINT"}, {"at_utc", "TIMESTAMP"}, {"day", "DATE"},
		{"share", "DOUBLE"}}
	noon := time.Date(2026, 10, 1, 12, 0, 0, 500_000_000, time.UTC)
	rows := [][]any{{int64(7881200983747389379), int64(8443), int64(9007199254740993), noon, noon, 0.25}}
	var b bytes.Buffer
	if err := WriteRows(&b, "xlsx", cols, rowsOf(rows...)); err != nil {
		t.Fatal(err)
	}
	sheet := memberOf(t, b.Bytes(), "xl/worksheets/sheet1.xml")
	for _, want := range []string{"<t>S-6d5fa689cfb8e7c3</t>", "<v>8443</v>", "<t>9007199254740993</t>", "<v>46296.5</v>",
		"<v>46296</v>", "<v>0.25</v>"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("no %s in\n%s", want, sheet)
		}
	}
	b.Reset()
	broken := func(yield func([]any, error) bool) {
		if yield(rows[0], nil) {
			yield(nil, errors.New("stopped"))
		}
	}
	if err := WriteRows(&b, "xlsx", cols, broken); err == nil || b.Len() > 0 {
		t.Errorf("%d bytes of half a result, %v", b.Len(), err)
	}
}

func memberOf(t *testing.T, packed []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNumbersJSONCannotHoldBecomeText(t *testing.T) {
	t.Parallel()
	zero := 0.0
	if got := string(toCell(1/zero, Column{}).appendJSON(nil)); got != `"+Inf"` {
		t.Errorf("got %s", got)
	}
}

func FuzzGuard(f *testing.F) {
	f.Add("=1")
	f.Add("-1.5")
	f.Fuzz(func(t *testing.T, s string) {
		got := Guard(s)
		if strings.TrimPrefix(got, "'") != s && got != s {
			t.Errorf("Guard(%q) = %q changes more than the front", s, got)
		}
		if got != "" && strings.ContainsRune("=@\t\r\n", rune(got[0])) {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	})
}

// What JSON leaves as it is, a reader of the document sees: it must not turn his lines.
func TestJSONShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	const hostile = "a\u202eb\x1b\u200b\u009b\u00ad\U000e0001\u2028 Grün\u202f1"
	var doc, rows strings.Builder
	if err := WriteJSON(&doc, map[string]string{"k": hostile}); err != nil {
		t.Fatal(err)
	}
	one := func(yield func([]any, error) bool) { yield([]any{hostile}, nil) }
	if err := WriteRows(&rows, "json", []Column{{Name: "k"}}, one); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"document": doc.String(), "rows": rows.String()} {
		if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) }) {
			t.Errorf("%s: %q", name, text)
		}
		if !strings.Contains(text, "Grün\u202f1") || !strings.Contains(text, `\u202e`) ||
			!strings.Contains(text, `\udb40\udc01`) {
			t.Errorf("%s: %q", name, text)
		}
		var back any
		if err := json.Unmarshal([]byte(text), &back); err != nil || !strings.Contains(fmt.Sprint(back), hostile) {
			t.Errorf("%s is read back as %q, %v", name, back, err)
		}
	}
}
