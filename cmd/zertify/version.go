package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/schema"
)

// version is set by the linker for a packaged build.
var version string

// toolVersion is the linker's, or the module's, or "devel".
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
	return fmt.Sprintf("zertify %s\nlayouts %s\nfacts %s\n%s %s/%s\n", toolVersion(), schema.LayoutHash, schema.FactsHash,
		runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func newVersionCmd(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and of its facts",
		Example: "  zertify version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return e.printf("%s", versionText())
		},
	}
}
