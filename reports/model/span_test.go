package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func TestUTCOfAGroupIsThatOfAllOfIt(t *testing.T) {
	t.Parallel()
	known, local := sample.InUTC(sample.Seen(sample.At(1, 8, 0), sample.At(2, 8, 0)), -4),
		sample.Seen(sample.At(3, 0, 0), sample.At(4, 0, 0))
	for _, test := range []struct {
		name       string
		a, b, want model.Span
	}{
		{"nothing beside something", model.Span{}, known, known},
		{"something beside nothing", known, model.Span{}, known},
		{"both in UTC", known, sample.InUTC(sample.Seen(sample.At(1, 7, 0), sample.At(1, 9, 0)), -4),
			sample.InUTC(sample.Seen(sample.At(1, 7, 0), sample.At(2, 8, 0)), -4)},
		{"one by its local clock alone", known, local, sample.Seen(sample.At(1, 8, 0), sample.At(4, 0, 0))},
		{"the other", local, known, sample.Seen(sample.At(1, 8, 0), sample.At(4, 0, 0))},
	} {
		if diff := cmp.Diff(test.want, test.a.Join(test.b)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
