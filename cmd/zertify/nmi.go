package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/layout"
)

// nmiFlags say how captured NMI streams are read.
type nmiFlags struct {
	framing    string
	capturedAt string
	given      func() bool // --nmi-framing was given, in whatever way
}

// What --nmi-framing takes besides names and files.
const (
	nmiAuto  = "auto"
	nmiCarve = "carve"
)

func (o *nmiFlags) addFraming(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.framing, "nmi-framing", nmiAuto,
		"how messages of an NMI capture are framed: "+strings.Join(nmiFramingNames(), ", ")+
			", or a CSV `file` that dump --framing-report wrote; without this flag a framing from --layout goes before auto")
	complete(cmd, "nmi-framing", nmiFramingNames())
	o.given = func() bool { return cmd.Flags().Changed("nmi-framing") }
}

func (o *nmiFlags) addCapturedAt(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.capturedAt, "captured-at", "",
		"`time` at which NMI captures were made and logs were written, in UTC unless it has a zone (2026-11-02T12:00); default: the "+
			"time of the file")
}

func nmiFramingNames() []string {
	names := []string{nmiAuto, nmiCarve}
	known, err := framing.All()
	if err != nil { // they are part of the program, and tested
		return names
	}
	for _, f := range known {
		names = append(names, f.Name)
	}
	return names
}

// optionsWith is options, with the framing of an overlay when no other is given.
func (o *nmiFlags) optionsWith(overlay *layout.Overlay) (nmsec.Options, error) {
	opt, err := o.options()
	if err != nil || o.given() {
		return opt, err
	}
	f, err := ingest.OverlayFraming(overlay)
	return nmsec.Options{Framing: f, Site: f != nil}, err
}

// options turns --nmi-framing into the reader's options.
func (o *nmiFlags) options() (nmsec.Options, error) {
	switch o.framing {
	case nmiAuto, "":
		return nmsec.Options{}, nil
	case nmiCarve:
		return nmsec.Options{Carve: true}, nil
	}
	known, err := framing.All()
	if err != nil {
		return nmsec.Options{}, err
	}
	if i := slices.IndexFunc(known, func(f *framing.Framing) bool { return f.Name == o.framing }); i >= 0 {
		return nmsec.Options{Framing: known[i]}, nil
	}
	if _, err := os.Stat(o.framing); err != nil {
		return nmsec.Options{},
			fmt.Errorf("--nmi-framing %s: neither a framing nor a file; give one of %s, or a file written by: zertify dump "+
				"CAPTURE --framing-report -o FILE",
				o.framing, strings.Join(nmiFramingNames(), ", "))
	}
	f, err := framing.Load(infile.Dir(filepath.Dir(o.framing)), filepath.Base(o.framing))
	if err != nil {
		return nmsec.Options{}, fmt.Errorf("--nmi-framing: %w", err)
	}
	return nmsec.Options{Framing: f}, nil
}

// captureForms are the forms a time of capture may be given in.
var captureForms = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04", time.DateOnly}

// captured reads --captured-at; zero when it is not given.
func (o *nmiFlags) captured() (time.Time, error) {
	if o.capturedAt == "" {
		return time.Time{}, nil
	}
	for _, form := range captureForms {
		if t, err := time.Parse(form, o.capturedAt); err == nil && t.Unix() > 0 {
			return t.UTC(), nil
		}
	}
	return time.Time{},
		fmt.Errorf("--captured-at %q is not a time; give 2026-11-02T12:00, or with a zone 2026-11-02T12:00:00+01:00",
			o.capturedAt)
}

// nmiFramingRows lists what --nmi-framing takes.
func nmiFramingRows() [][]any {
	rows := [][]any{{"nmi-framing", nmiAuto, "found by comparing the messages of the capture, or the known one that fits"},
		{"nmi-framing", nmiCarve, "as auto; without a framing, structures are found by their own form"}}
	known, err := framing.All()
	if err != nil {
		return rows
	}
	for _, f := range known {
		rows = append(rows, []any{"nmi-framing", f.Name, f.Title + " (" + f.Basis + ")"})
	}
	return rows
}
