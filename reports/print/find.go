package print

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Variable is the environment variable that names the browser to print with.
const Variable = "ZERTIFY_BROWSER"

// ErrNone is why nothing can be printed on a machine without a browser.
var ErrNone = errors.New(
	"no browser to print with was found; install Chromium, Google Chrome or Microsoft Edge, or name " +
		"one with " + Variable + ", or print the pages from any browser's window")

// commands are the names under which the browsers are on the path.
var commands = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
	"microsoft-edge", "microsoft-edge-stable", "msedge"}

// Find returns the path of a browser that can print.
func Find() (string, error) {
	if name := os.Getenv(Variable); name != "" {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("%s names %s: %w", Variable, name, err)
		}
		return path, nil
	}
	for _, name := range commands {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	for _, path := range usualPlaces(runtime.GOOS, os.Getenv) {
		if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", ErrNone
}

// usualPlaces are where browsers lie that are not on the path.
func usualPlaces(system string, env func(string) string) []string {
	switch system {
	case "windows":
		var places []string
		for _, dir := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			for _, rest := range []string{`Google\Chrome\Application\chrome.exe`, `Chromium\Application\chrome.exe`,
				`Microsoft\Edge\Application\msedge.exe`} {
				if env(dir) != "" {
					places = append(places, env(dir)+`\`+rest)
				}
			}
		}
		return places
	case "darwin":
		var places []string
		for _, name := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
			places = append(places, "/Applications/"+name+".app/Contents/MacOS/"+name)
		}
		return places
	}
	return []string{"/snap/bin/chromium", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge",
		"/usr/lib/chromium/chromium"}
}

// parentFor returns the folder in which a browser can read and write what is made for it; "" for
// that of temporary files.
// One from a snap sees no temporary files but its own, and of the user's folder what is not hidden.
func parentFor(browser string) string {
	if !strings.HasPrefix(filepath.ToSlash(browser), "/snap/") {
		return ""
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}
