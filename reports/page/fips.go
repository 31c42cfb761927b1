package page

import (
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

func fipsTable(p *printer, r *model.Report) table {
	return rowTable(p, r.Overview.FIPS, "fips.csv",
		"FIPS 140 mode, by layer of the traffic and phase of the tunnels", "Neither protected traffic nor a tunnel was seen.",
		"Where|Mode|Level|#Tunnels|#Sessions|#Connections|#Bytes", func(r *model.FIPSRow) []view {
			return append([]view{say(p.text(fipsOf(r.Of))), fipsView(modeOf(r)), say(p.text(r.Level)), num(r.Tunnels)},
				usesViews(&r.Uses)...)
		})
}

func fipsOf(of string) string {
	if strings.HasPrefix(of, "tunnel") {
		return wording.UpperFirst(of)
	}
	return wording.Layer(of)
}

// modeOf takes a level for a mode: a provider that names one runs in FIPS mode.
func modeOf(r *model.FIPSRow) string {
	if r.Mode == "" && r.Level != "" {
		return "on"
	}
	return r.Mode
}
