package page

import (
	"github.com/zertify/zertify/reports/model"
)

// A page is what the templates show: a part for each section, in the order of
// report.tmpl, made of finished texts and tables.
type page struct {
	Cover       coverPart
	Coverage    coveragePart
	Worst       []worstPart
	Servers     serversPart
	Unprotected trafficPart
	Protocols   protocolsPart
	Ends        []endsPart
	Certs       certificatesPart
	Tunnels     tunnelsPart
	FIPS        table
	Findings    findingsPart
	Evaluated   table
	Forecast    forecastPart
	Drift       driftSection
	Checks      checksPart
	Exceptions  table
	Missing     table
}

// newPage makes the parts in their order, because tables are numbered as they are made.
func newPage(r *model.Report, servers []model.Server, lim limits) *page {
	p := newPrinter(r, servers, lim)
	return &page{
		Cover:       newCover(p, r),
		Coverage:    newCoverage(p, r),
		Worst:       newWorst(p, r),
		Servers:     newServers(p, r),
		Unprotected: newTraffic(p, r),
		Protocols:   newProtocols(p, r),
		Ends:        newEnds(p, r),
		Certs:       newCertificates(p, r),
		Tunnels:     newTunnels(p, r),
		FIPS:        fipsTable(p, r),
		Findings:    newFindings(p, r),
		Evaluated:   newEvaluated(p, r),
		Forecast:    newForecast(p, r),
		Drift:       newDrift(p, r),
		Checks:      newChecks(p, r),
		Exceptions:  exceptionRows(p, r),
		Missing:     notEvidenced(p, r),
	}
}
