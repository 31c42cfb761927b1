package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/zertify/zertify/reports/outfile"
)

// Every flag that names something to write is added here, and everything that is
// written goes through env.guard; so that each command refuses the same, and has
// --force where that can be overruled.

// writes is the annotation of a flag that names what a command writes: its value says
// of what kind that is.
const writes = "zertify_writes"

const (
	writesFile   = "file"   // one file, whose place is checked before the command runs
	writesFolder = "folder" // a folder, or whatever the command makes of it
)

// forceFlag overrules what protects files that exist.
const forceFlag = "force"

// addOutput adds -o.
func addOutput(cmd *cobra.Command, value *string, kind, preset, usage string) {
	cmd.Flags().StringVarP(value, "output", "o", preset, usage)
	markWrites(cmd, "output", kind)
}

// markWrites says that a flag names something the command writes.
func markWrites(cmd *cobra.Command, flag, kind string) {
	// The only error is a flag that does not exist, which the tests would meet.
	_ = cmd.Flags().SetAnnotation(flag, writes, []string{kind})
}

// kindWritten returns what a flag names to be written; "" for none.
func kindWritten(f *pflag.Flag) string {
	if kind := f.Annotations[writes]; len(kind) > 0 {
		return kind[0]
	}
	return ""
}

// addForce adds --force to every command that writes.
func (e *env) addForce(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		e.addForce(sub)
	}
	writing := false
	cmd.Flags().VisitAll(func(f *pflag.Flag) { writing = writing || kindWritten(f) != "" })
	if writing {
		cmd.Flags().BoolVar(&e.guard.Force, forceFlag, false, "replace existing files, but never one that the command reads")
	}
}

// guardInputs protects whatever a command was told to read, and then looks whether the
// files it was told to write may be written, before it begins with its work.
func (e *env) guardInputs(cmd *cobra.Command, args []string) error {
	e.guard.Use(args...)
	if f, ok := e.stdin.(*os.File); ok {
		e.guard.UseOpen(f)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch list, isList := f.Value.(pflag.SliceValue); {
		case kindWritten(f) != "":
		case isList:
			e.guard.Use(list.GetSlice()...)
		case f.Value.Type() == "string":
			e.guard.Use(f.Value.String())
		}
	})
	var err error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch to := f.Value.String(); {
		case to == "" || to == "-":
		case kindWritten(f) == writesFile:
			err = errors.Join(err, e.guard.Check(to))
		case kindWritten(f) == writesFolder || f.Name == "db":
			err = errors.Join(err, outfile.CheckName(to))
		}
	})
	return err
}

// explainKept says what can be done when a file was not written.
func explainKept(err error) error {
	switch {
	case errors.Is(err, outfile.ErrSeveral):
		return fmt.Errorf("%w; give -o a folder", err)
	case errors.Is(err, outfile.ErrKept):
		return fmt.Errorf("%w; give another name, or --force to replace it", err)
	}
	return err
}

// writeFile lets write fill a file that appears whole or not at all; "-" is
// stdout.
func (e *env) writeFile(path string, write func(io.Writer) error) error {
	switch path {
	case "":
		return errors.New("no output; give -o FILE, or -o - for standard output")
	case "-":
		return outfile.Buffered(e.stdout, write)
	}
	return e.guard.Write(path, write)
}

// writeBy lets write fill the file of a path that it is told, as the engine does.
func (e *env) writeBy(path string, write func(path string) error) error {
	f, err := e.guard.Create(path)
	if err != nil {
		return err
	}
	if err := write(f.Path()); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), f.Discard())
	}
	return f.Commit()
}

// writeText writes a text.
func writeText(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}
