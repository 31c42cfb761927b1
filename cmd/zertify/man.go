package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/zertify/zertify/reports/outfile"
)

func newManCmd(e *env) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "man",
		Short: "Write the manual pages",
		Long: `Writes a manual page for each command, in section 1, to a folder. If SOURCE_DATE_EPOCH is
set, the pages have its date.`,
		Example: "  zertify man -o man",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				return errors.New("no folder; give -o DIR")
			}
			if err := outfile.MkdirAll(dir); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			if err := e.writePages(root, dir); err != nil {
				return fmt.Errorf("write manual pages: %w", err)
			}
			return nil
		},
	}
	addOutput(cmd, &dir, writesFolder, "", "`folder` for the pages")
	return cmd
}

// writePages writes the page of a command and those of the commands below it.
func (e *env) writePages(cmd *cobra.Command, dir string) error {
	for _, sub := range cmd.Commands() {
		if !sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := e.writePages(sub, dir); err != nil {
			return err
		}
	}
	header := doc.GenManHeader{Title: "ZERTIFY", Section: "1", Source: "zertify " + version, Manual: "zertify"}
	path := filepath.Join(dir, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1")
	return e.guard.Write(path, func(w io.Writer) error { return doc.GenMan(cmd, &header, w) })
}
