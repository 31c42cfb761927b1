package tables

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zertify/zertify/reports/model"
)

func TestDriftDocumentWithoutChangesHasAnEmptyList(t *testing.T) {
	t.Parallel()
	var doc bytes.Buffer
	if err := WriteDrift(&doc, new(model.Drift)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(doc.String(), `"changes": []`) {
		t.Errorf("got %s", doc.String())
	}
}
