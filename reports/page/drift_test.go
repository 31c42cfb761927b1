package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func TestDriftPageShowsEveryKindOfChange(t *testing.T) {
	t.Parallel()
	var page bytes.Buffer
	d := sample.Drift()
	d.Changes[0].Resource = "<script>alert(1)</script>"
	if err := WriteDrift(&page, d); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"Unprotected traffic", "CN=mq.example.com", "newly unprotected",
		"Weakest protection, TLS"} {
		if !strings.Contains(page.String(), part) {
			t.Errorf("the page lacks %q", part)
		}
	}
	if strings.Contains(page.String(), "<script") {
		t.Error("captured text became markup")
	}
}

func TestDriftPageWithoutChangesSaysSo(t *testing.T) {
	t.Parallel()
	var page bytes.Buffer
	if err := WriteDrift(&page, new(model.Drift)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), "Nothing changed.") {
		t.Error("the page does not say so")
	}
}
