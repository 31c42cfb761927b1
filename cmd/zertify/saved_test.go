package main

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// The line that the page of a list shows is read as that list again, whatever a filter holds.
func TestSavedLineIsReadAgain(t *testing.T) {
	for _, params := range []url.Values{
		{},
		{"column": {"job", "bytes"}, "sort": {"-bytes"}, "limit": {"7"}},
		{"job": {`"}` + "\n[x]\t\x7f\\'" + `#\u0041`}, "user": {"<é \u2028>", "=&"}},
		{"server": {"10.0.0.0/8"}, "none": {"job"}, "from": {"2026-10-01"}},
	} {
		line, command, _ := strings.Cut(savedLine("a b.duckdb", "")("servers", params), "\n\n")
		if strings.Contains(line, "\n") {
			t.Errorf("more than a line: %q", line)
		}
		if want := "zertify query my-query --saved saved.toml --db 'a b.duckdb'"; command != want {
			t.Errorf("command %q, want %q", command, want)
		}
		path := filepath.Join(t.TempDir(), "saved.toml")
		if err := os.WriteFile(path, []byte("# one\n"+line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		saved, err := readSaved(path)
		if err != nil || len(saved) != 1 || saved[0].List != "servers" || !reflect.DeepEqual(saved[0].Params, params) {
			t.Errorf("%v\n%s\n%v, %v", params, line, saved, err)
		}
	}
}

func TestSavedFileIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "saved.toml")
	if err := os.WriteFile(path, make([]byte, maxSaved+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readSaved(path); err == nil || !strings.Contains(err.Error(), "more than 1048576 bytes") {
		t.Errorf("%v", err)
	}
}
