package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	duckdb "github.com/duckdb/duckdb-go-bindings"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/schema"
)

// version is set by the linker for a packaged build.
var version string

// base is what the system must have, set by the linker for a packaged build; empty for
// others, which run where their libraries are.
var base string

// toolVersion returns the version that the linker set, or the module's, or "devel".
func toolVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// versionText returns what version and --version print, a line for each part.
func versionText() string {
	return fmt.Sprintf("zertify %s\nlayouts %s\nfacts %s\nengine %s\n%s %s\n", toolVersion(), schema.LayoutHash,
		schema.FactsHash, engineText(), runtime.Version(), platformText())
}

// engineText returns version and place of the database engine, or why it cannot be used.
func engineText() string {
	if err := engineError(); err != nil {
		return "none: " + err.Error()
	}
	return fmt.Sprintf("DuckDB %s, %s", duckdb.LibraryVersion(), enginePlace())
}

// platformText returns what the program was built for.
func platformText() string {
	text := runtime.GOOS + "/" + runtime.GOARCH
	if base != "" {
		text += ", " + base + " or later"
	}
	return text
}

func newVersionCmd(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and of its facts",
		Example: "  zertify version",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			return e.printf("%s", versionText())
		},
	}
}
