package exchange

import (
	"github.com/zertify/zertify/reports/model"
)

// OSCALPlanFile is written beside the results, which must name an assessment plan.
// NIST's library opens what they name when it validates them.
const OSCALPlanFile = "oscal-assessment-plan.json"

type oscalPlanDoc struct {
	Plan oscalPlan `json:"assessment-plan"`
}

type oscalPlan struct {
	UUID      string        `json:"uuid"`
	Metadata  oscalMetadata `json:"metadata"`
	ImportSSP oscalHref     `json:"import-ssp"`
	Reviewed  oscalReviewed `json:"reviewed-controls"`
	Back      oscalBack     `json:"back-matter"`
}

// oscalPlanOf returns the plan that the evaluation amounts to: all rules in force.
// A plan must name a system security plan. We have none, and say so in a resource
// that leads back to the plan, because readers follow the link.
func oscalPlanOf(r *model.Report) oscalPlanDoc {
	none := uuidOf(r, "oscal", "system security plan")
	plan := oscalPlan{
		UUID: uuidOf(r, "oscal", "plan document"), Metadata: oscalMetadataOf(r, "Evaluation of z/OS network traffic"),
		ImportSSP: oscalHref{"#" + none},
		Back: oscalBack{[]oscalResource{{
			UUID: none, Title: "No system security plan", Links: []oscalRlink{{Href: OSCALPlanFile}},
			Description: "The records were evaluated without a system security plan; the link leads back to this document.",
		}}},
	}
	for _, j := range evaluationsOf(r) {
		plan.Reviewed.Selections = append(plan.Reviewed.Selections, j.selection())
	}
	if len(plan.Reviewed.Selections) == 0 {
		plan.Reviewed.Selections = []oscalSelection{{All: &struct{}{}}}
	}
	return oscalPlanDoc{plan}
}
