package main

import (
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/schema/hint"
)

// TestHintsNameFlags: what messages of the packages below call an option is a flag of some command.
func TestHintsNameFlags(t *testing.T) {
	t.Parallel()
	flags := map[string]bool{}
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		for _, key := range hint.Keys() {
			name := strings.TrimPrefix(flagWord(key), "--")
			known := cmd.Flags().Lookup(name) != nil || cmd.PersistentFlags().Lookup(name) != nil
			flags[flagWord(key)] = flags[flagWord(key)] || known
		}
		for _, c := range cmd.Commands() {
			visit(c)
		}
	}
	visit(newRootCmd(newEnv(strings.NewReader(""), io.Discard, io.Discard)))
	for word, ok := range flags {
		if !ok {
			t.Errorf("no command has %s", word)
		}
	}
}
