package exchange

import (
	"encoding/json"
	"testing"
)

// What these become when they are read as Markdown was tried with liboscal-java 5.2.0,
// which writes the first column again for each of them.
func TestOSCALTextsReadAsTheyAre(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                              "",
		"TLS 1.2, 3 sessions":           "TLS 1.2, 3 sessions",
		"[2001:db8::1]:443":             `\[2001:db8::1\]:443`,
		"SMF119SS*JOB*":                 `SMF119SS\*JOB\*`,
		"tls_etm and _tls_":             `tls_etm and \_tls\_`,
		"zertify dump x.smf --record 5": `zertify dump x.smf --record 5`,
		"a-b - c":                       "a-b - c",
		"wait ... e.g. so":              `wait ... e.g. so`,
		"USER.~A~ 10^6^":                `USER.\~A\~ 10\^6\^`,
		"<b>AT&T &amp; x</b>":           `\<b\>AT&T \&amp; x\</b\>`,
		"# head":                        `\# head`,
		"key #3":                        "key #3",
		"first\n- item\n2. item\n3) x":  "first\n\\- item\n2\\. item\n3\\) x",
		`C:\dumps\a "x" 'y' |`:          `C:\\dumps\\a \"x\" \'y\' |`,
		"{{ insert: param, p }}":        `\{\{ insert: param, p \}\}`,
		"`code`":                        "\\`code\\`",
		"長い名前 ü":                        "長い名前 ü",
	} {
		got, err := json.Marshal(oscalMarkup(text))
		if err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(got, &back); err != nil || back != want {
			t.Errorf("%q: got %q, want %q (%v)", text, back, want, err)
		}
	}
}
