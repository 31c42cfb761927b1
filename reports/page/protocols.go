package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// protocolsPart is the traffic protocol by protocol.
type protocolsPart struct {
	Versions, Strengths chart
	Layers              []layerPart
}

// layerPart is one protocol: its sets of algorithms and the checks about it.
type layerPart struct {
	ID, Title string
	Suites    []table
	Area      areaPart
}

func newProtocols(p *printer, r *model.Report) protocolsPart {
	part := protocolsPart{Versions: protocolChart(p, r), Strengths: strengthChart(p, r)}
	for _, l := range []struct {
		area   string
		layers []string
	}{{"tls", []string{"tls"}}, {"ssh", []string{"ssh"}}, {"ipsec", []string{"ike", "ipsec"}}} {
		lp := layerPart{ID: "protocol-" + l.area, Title: areaTitle(l.area), Area: newArea(p, r, l.area)}
		for _, layer := range l.layers {
			lp.Suites = append(lp.Suites, suiteTable(p, r, layer))
		}
		part.Layers = append(part.Layers, lp)
	}
	return part
}

// protocolChart counts connections per protocol version.
func protocolChart(p *printer, r *model.Report) chart {
	c := chart{Title: "Protocols and versions, by connections", Table: protocolTable(p, r),
		Note: "A connection with several layers of protection counts under each of them."}
	var list []measure
	for _, r := range r.Overview.Protocols.Rows {
		list = append(list, measure{p.text(versionText(r.Layer, r.Version)), r.Connections, layerClass(r.Layer)})
	}
	if len(list) > 0 {
		c.Drawing = barChart("connection", list[:min(len(list), 24)])
	}
	return c
}

func protocolTable(p *printer, r *model.Report) table {
	all := r.Traffic.Connections
	return rowTable(p, r.Overview.Protocols, "protocols.csv", "Traffic per protocol and version",
		"No traffic was seen.",
		"Protocol|Version|#Sessions|#Connections|#Share|#Bytes", func(r *model.ProtocolRow) []view {
			return []view{say(p.text(wording.Layer(r.Layer))), say(p.text(r.Version)), num(r.Sessions), num(r.Connections),
				share(r.Connections, all), bytesView(r.Bytes)}
		})
}

// versionText names a protocol and its version: "TLS 1.2", "IKEv2", "ESP".
func versionText(layer, version string) string {
	switch {
	case layer == "none":
		return "none recognised"
	case layer == "":
		return "protected, not said how"
	case version == "":
		return wording.Layer(layer) + ", version not said"
	case layer == "ipsec":
		return "IPSec " + version
	}
	return version
}

func layerClass(layer string) string {
	switch layer {
	case "none", "tls", "ssh", "ipsec":
		return "p-" + layer
	case "ike":
		return "p-ipsec"
	}
	return "p-unknown"
}

// strengthChart has a line per layer and a column per range of bits.
func strengthChart(p *printer, r *model.Report) chart {
	c := chart{Title: "Strength of the protection in bits, by connections", Table: strengthTable(p, r),
		Note: "The strength is that of the weakest part that is known. Where a part is not known it may be less; the table " +
			"says where."}
	layers := []string{"tls", "ssh", "ike", "ipsec"}
	counts := map[string][]int64{}
	for _, r := range r.Overview.Strengths.Rows {
		if slices.Contains(layers, r.Layer) {
			if counts[r.Layer] == nil {
				counts[r.Layer] = make([]int64, len(strengthBins))
			}
			at := strengthBin(r.Bits)
			counts[r.Layer][at] = model.AddCapped(counts[r.Layer][at], r.Connections)
		}
	}
	layers = slices.DeleteFunc(layers, func(l string) bool { return counts[l] == nil })
	if len(layers) == 0 {
		return c
	}
	const left, row, bar = 70.0, 84.0, 52.0
	d := newDrawing(chartWidth, int(row)*len(layers)+26)
	step := (chartWidth - left) / float64(len(strengthBins))
	var words []string
	for i, layer := range layers {
		base := row*float64(i) + row - 6
		most := slices.Max(counts[layer])
		d.text(0, base-4, fromHere, "t strong", wording.Layer(layer))
		d.line(left, base, chartWidth, base, 1, "axis")
		for j, n := range counts[layer] {
			x := left + step*float64(j)
			h := 0.0
			if n > 0 {
				h = max(2, bar*float64(n)/float64(max(most, 1)))
				d.rect(x+step*.2, base-h, step*.6, h, strengthClass(j))
			}
			d.text(x+step/2, base-h-5, around, "t soft", wording.Number(n))
			if n > 0 {
				words = append(words, fmt.Sprintf("%s %s bits %s", wording.Layer(layer), strengthBins[j].name, wording.Number(n)))
			}
		}
	}
	for j, b := range strengthBins {
		d.text(left+step*(float64(j)+.5), row*float64(len(layers))+14, around, "t", b.name)
	}
	c.Drawing = d.done("Connections per layer and strength: " + strings.Join(words, ", ") + ".")
	return c
}

func strengthTable(p *printer, r *model.Report) table {
	return rowTable(p, r.Overview.Strengths, "strengths.csv", "Traffic per layer and strength",
		"No traffic was seen.",
		"Layer|#Strength (bits)|How far known|#Sessions|#Connections|#Bytes", func(r *model.StrengthRow) []view {
			return append([]view{say(p.text(wording.Layer(r.Layer))), numOr(r.Bits),
				say(strengthBasis(r.Layer, r.Bits, r.Incomplete))}, usesViews(&r.Uses)...)
		})
}

func strengthBasis(layer string, bits *int64, incomplete bool) string {
	switch {
	case layer == "none":
		return "no protection"
	case bits == nil:
		return "no part known"
	case incomplete:
		return "at most; a part is not known"
	}
	return "every part known"
}

// strengthBins are the ranges that the usual floors cut out.
var strengthBins = []struct {
	name      string
	low, high int64
}{{"0", 0, 0}, {"1–79", 1, 79}, {"80–111", 80, 111}, {"112–127", 112, 127}, {"128–191", 128, 191},
	{"192 and more", 192, math.MaxInt64}, {"not known", -1, -1}}

func strengthBin(bits *int64) int {
	if bits == nil {
		return len(strengthBins) - 1
	}
	at := slices.IndexFunc(strengthBins, func(b struct {
		name      string
		low, high int64
	}) bool {
		return *bits >= b.low && *bits <= b.high
	})
	return max(at, 0)
}

func strengthClass(bin int) string {
	switch {
	case bin == len(strengthBins)-1:
		return "p-unknown"
	case strengthBins[bin].high < model.WeakBits:
		return "v-fail"
	case strengthBins[bin].high < 128:
		return "v-warn"
	}
	return "v-pass"
}

func suiteTable(p *printer, r *model.Report, layer string) table {
	s := r.Overview.Suites
	rows := make([]model.SuiteRow, 0, min(len(s.Rows), p.lim.rows))
	var total int64
	for _, r := range s.Rows {
		if r.Layer == layer {
			total++
			rows = append(rows, r)
		}
	}
	of := model.Section[model.SuiteRow]{Rows: rows, Total: total, Missing: s.Missing}
	return rowTable(p, of, "suites.csv", wording.Layer(layer)+": algorithms in use, most used first",
		"No "+wording.Layer(layer)+" traffic was seen.",
		"Version|Algorithms|Key exchange|Authentication|#Strength|FIPS|#Servers|#Sessions|#Connections|#Bytes|First, last "+
			"(local)|Record", func(r *model.SuiteRow) []view {
			algorithms := view{Text: p.text(suiteAlgorithms(r)), Class: "long"}
			if r.Suite != "" {
				algorithms = view{Text: p.text(r.Suite), Sub: wording.Clip(plain.Text(suiteAlgorithms(r)), p.lim.text),
					Class: "long"}
			}
			strength := numOr(r.Bits)
			if r.Incomplete && r.Bits != nil {
				strength.Sub = "at most"
			}
			return []view{say(p.text(r.Version)), algorithms, say(p.text(r.KeyExchange)), say(p.text(r.Auth)), strength,
				say(p.text(r.FIPS)),
				num(r.Servers), num(r.Sessions), num(r.Connections), bytesView(r.Bytes), spanView(r.Span),
				p.refView(r.FileID, r.RecordNo)}
		})
}

func suiteAlgorithms(r *model.SuiteRow) string {
	cipher := r.Cipher
	if r.CipherBits != nil && !strings.HasSuffix(cipher, "-"+wording.Digits(*r.CipherBits)) {
		cipher += " " + wording.Digits(*r.CipherBits)
	}
	return strings.Join(slices.DeleteFunc([]string{cipher, r.MAC}, func(s string) bool { return s == "" }), ", ")
}
