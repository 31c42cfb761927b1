package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/notice"
	"github.com/zertify/zertify/reports/outfile"
)

func newUnpackCmd(e *env) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "unpack INPUT",
		Short: "Write what is inside TERSE, XMIT, gzip, zip and other containers",
		Long: `Unpacks containers layer by layer, until what is left is not a container. Records of
format V keep their descriptor words. If there is one file inside, -o names that file; if
there are several, or -o is a folder, they are written below it. -o - writes a single file
to standard output.`,
		Example: "  zertify unpack demo.smf.gz -o demo.bin\n  zertify unpack demo.zip -o unpacked/",
		Args:    needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runUnpack(cmd.Context(), e, args[0], out)
		},
	}
	addOutput(cmd, &out, writesFolder, "", "`file or folder` to write")
	addMaxOutput(cmd)
	return cmd
}

func runUnpack(ctx context.Context, e *env, arg, out string) error {
	if out == "" {
		return errors.New("no output; give -o FILE or -o FOLDER")
	}
	src, err := findInput(arg)
	if err != nil {
		return err
	}
	if src.Member != "" {
		return fmt.Errorf("%s: unpack writes everything inside %s; give that", arg, src.Path)
	}
	in, err := src.Open(ctx, e.stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	w := e.guard.Several(out, e.stdout)
	done, err := container.Unpack(ctx, in, src.Name(), w.Create, e.opening)
	if err = errors.Join(err, w.Finish(err == nil)); err != nil {
		return err
	}
	return e.tellUnpacked(w, out, done)
}

func (e *env) tellUnpacked(w *outfile.Several, out string, done []container.Unpacked) error {
	lost := false
	for _, u := range done {
		for _, n := range u.Notes {
			e.log.Warn(u.Name + ": " + n)
		}
		if u.Err != nil {
			lost = true
			e.log.Warn(notice.Named(u.Name, u.Err))
		}
		if u.File == "" || out == "-" {
			continue
		}
		if err := e.printf("%s: %s (%s)\n", plainPath(w.Path(u.File)), size(u.Bytes), container.Chain(u.Chain)); err != nil {
			return err
		}
	}
	return incomplete(lost)
}
