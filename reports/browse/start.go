package browse

import (
	"net/http"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// A startView is the first page: what was loaded, what profiles say of it, what it covers, and where to go.
type startView struct {
	Inputs   int64
	Records  string
	Stopped  int64
	Verdicts verdictsNow
	Saved    []savedLink
	Failure  string // why the saved queries cannot be shown
	Coverage []coverageRow
}

type coverageRow struct{ System, Stack, Source, First, Last, Records, Gaps string }

func (s *Server) start(r *http.Request) (answer, error) {
	v := &startView{}
	v.Saved, v.Failure = s.savedLinks()
	inputs, err := s.query(r.Context(), statement("start_inputs"))
	if err != nil {
		return nil, err
	}
	v.Inputs, _ = tables.Int(inputs[0][0])
	records, _ := tables.Int(inputs[0][1])
	v.Records = wording.Number(records)
	v.Stopped, _ = tables.Int(inputs[0][2])
	rows, err := s.query(r.Context(), statement("start_coverage"))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		v.Coverage = append(v.Coverage, coverageOf(row))
	}
	page := rendered{"start", "Start", "", v}
	if v.Verdicts = s.verdictsNow(); v.Verdicts.Working() {
		return refreshed{page, "2"}, nil
	}
	return page, nil
}

func coverageOf(row []any) coverageRow {
	text := func(i int) string { return plain.Text(tables.Text(row[i], tables.Column{})) }
	at := func(i int) string { return valueCell("", row[i]).Text }
	out := coverageRow{System: text(0), Stack: text(1), Source: text(2), First: at(3), Last: at(4),
		Records: column{kind: isCount}.cell(row[5]).Text}
	gaps, _ := tables.Int(row[6])
	seconds, _ := tables.Int(row[7])
	out.Gaps = "none"
	if gaps > 0 {
		out.Gaps = wording.Count(gaps, "gap") + ", " + wording.Duration(seconds) + " in all"
	}
	return out
}
