package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// A state in which nothing was before has no column for what was.
func TestDriftLeavesOutEmptyColumns(t *testing.T) {
	t.Parallel()
	d := &model.Drift{Changes: []model.Change{{What: model.ChangeFinding, State: model.StateNew, Resource: "x",
		After: "fail"}}}
	var got []string
	for _, c := range driftTables(d, ownPage)[0].Tables[0].Cols {
		got = append(got, c.Name)
	}
	if diff := cmp.Diff([]string{"Resource", "Rule", "Severity", "After", "Connections after", "Id"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDriftPageShowsEveryKindOfChange(t *testing.T) {
	t.Parallel()
	var page bytes.Buffer
	d := sample.Drift()
	d.Changes[0].Resource = "<script>alert(1)</script>"
	if err := WriteDrift(&page, d); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"<h2 id=\"port\">", "CN=mq.example.com", "newly unprotected"} {
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
