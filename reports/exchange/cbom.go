package exchange

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// WriteCBOM writes a CycloneDX bill of materials of cryptography, version 1.6:
// protocols with their cipher suites, the algorithms these are made of, and
// certificates, each with a record that shows it in use.
func WriteCBOM(w io.Writer, r *model.Report) error {
	enc := cdx.NewBOMEncoder(tables.VisibleJSON(w), cdx.BOMFileFormatJSON)
	return enc.SetPretty(true).SetEscapeHTML(true).Encode(cbomOf(r))
}

// A cbomWriter collects components; a thing named twice is one component.
type cbomWriter struct {
	paths  map[int64]string
	byRef  map[string]*cdx.Component
	suites map[string][]cdx.CipherSuite // by reference of the protocol
	uses   map[string]map[string]bool   // by reference: what it depends on
}

func cbomOf(r *model.Report) *cdx.BOM {
	b := &cbomWriter{r.Paths(), map[string]*cdx.Component{}, map[string][]cdx.CipherSuite{}, map[string]map[string]bool{}}
	for i := range r.Crypto.Rows {
		b.protocol(&r.Crypto.Rows[i])
	}
	for i := range r.Certificates.Rows {
		b.certificate(&r.Certificates.Rows[i])
	}
	bom := cdx.NewBOM()
	// The document is made for 1.6 from the start: the library's conversion to an
	// older version turns cryptographic assets into applications.
	bom.SpecVersion, bom.JSONSchema = cdx.SpecVersion1_6, "http://cyclonedx.org/schema/bom-1.6.schema.json"
	bom.SerialNumber = "urn:uuid:" + uuidOf(r, "cbom")
	bom.Metadata = &cdx.Metadata{
		Timestamp: oscalTime(r.AsOf),
		Tools: &cdx.ToolsChoice{Components: &[]cdx.Component{{Type: cdx.ComponentTypeApplication,
			Name: plain.Text(r.Tool.Name), Version: wording.Clip(plain.Text(r.Tool.Version), 200)}}},
		Component: &cdx.Component{BOMRef: "traffic", Type: cdx.ComponentTypeData, Name: "z/OS network traffic",
			Description: plain.Text(r.Scope)},
	}
	if stops := r.Stops(); len(stops) > 0 {
		props := []cdx.Property{}
		for _, s := range stops {
			props = append(props, cdx.Property{Name: "zertify:incomplete-input", Value: s})
		}
		bom.Metadata.Properties = &props
		bom.Compositions = &[]cdx.Composition{{Aggregate: cdx.CompositionAggregateIncomplete,
			Assemblies: &[]cdx.BOMReference{"traffic"}}}
	}
	components, deps := b.components()
	bom.Components, bom.Dependencies = &components, &deps
	return bom
}

// components returns everything in the order of its references.
func (b *cbomWriter) components() ([]cdx.Component, []cdx.Dependency) {
	components, deps := []cdx.Component{}, []cdx.Dependency{}
	for _, ref := range slices.Sorted(maps.Keys(b.byRef)) {
		c := b.byRef[ref]
		if s := b.suites[ref]; len(s) > 0 {
			c.CryptoProperties.ProtocolProperties.CipherSuites = &s
		}
		components = append(components, *c)
		if on := slices.Sorted(maps.Keys(b.uses[ref])); len(on) > 0 {
			deps = append(deps, cdx.Dependency{Ref: ref, Dependencies: &on})
		}
	}
	return components, deps
}

// add returns the component of a reference, made when it is new.
func (b *cbomWriter) add(ref, name string, kind cdx.CryptoAssetType) (c *cdx.Component, isNew bool) {
	if c := b.byRef[ref]; c != nil {
		return c, false
	}
	c = &cdx.Component{BOMRef: ref, Type: cdx.ComponentTypeCryptographicAsset, Name: name,
		CryptoProperties: &cdx.CryptoProperties{AssetType: kind}}
	b.byRef[ref] = c
	return c, true
}

// seen notes one record in which a component shows.
func (b *cbomWriter) seen(c *cdx.Component, file, record int64) {
	path, ok := b.paths[file]
	if !ok || c.Evidence != nil && len(*c.Evidence.Occurrences) >= maxOccurrences {
		return
	}
	if c.Evidence == nil {
		c.Evidence = &cdx.Evidence{Occurrences: &[]cdx.EvidenceOccurrence{}}
	}
	o := cdx.EvidenceOccurrence{Location: plain.Text(path), AdditionalContext: "record " + wording.Digits(record)}
	if !slices.Contains(*c.Evidence.Occurrences, o) {
		*c.Evidence.Occurrences = append(*c.Evidence.Occurrences, o)
	}
}

// maxOccurrences bounds the records listed per component; the database has all.
const maxOccurrences = 20

// protocolTypes are CycloneDX's names of the layers.
var protocolTypes = map[string]cdx.CryptoProtocolType{
	"tls": cdx.CryptoProtocolTypeTLS, "ssh": cdx.CryptoProtocolTypeSSH, "ike": cdx.CryptoProtocolTypeIKE,
	"ipsec": cdx.CryptoProtocolTypeIPSec,
}

func (b *cbomWriter) protocol(u *model.CryptoUse) {
	version := cmp.Or(u.Version, "unknown")
	ref := "protocol/" + u.Layer + "/" + version
	c, isNew := b.add(ref, version, cdx.CryptoAssetTypeProtocol)
	if isNew {
		c.CryptoProperties.ProtocolProperties = &cdx.CryptoProtocolProperties{Type: protocolTypes[u.Layer],
			Version: strings.TrimPrefix(strings.TrimPrefix(version, "TLS"), "IKEv")}
	}
	b.seen(c, u.FileID, u.RecordNo)
	var algorithms []cdx.BOMReference
	for _, a := range []struct {
		name string
		bits *int64
		role string
	}{{u.Cipher, u.CipherBits, "cipher"}, {u.MAC, nil, "mac"}, {u.KeyExchange, nil, "kex"}, {u.Auth, nil, "auth"},
		{u.PRF, nil, "prf"}} {
		if r := b.algorithm(a.name, a.role, a.bits, u); r != "" {
			algorithms = append(algorithms, cdx.BOMReference(r))
			b.use(ref, r)
		}
	}
	if len(algorithms) == 0 && u.Suite == "" {
		return
	}
	suite := cdx.CipherSuite{Name: suiteName(u)}
	if len(algorithms) > 0 {
		suite.Algorithms = &algorithms
	}
	b.suites[ref] = append(b.suites[ref], suite)
}

// suiteName is the name of a TLS suite, with its code where it is not registered; elsewhere the combination.
func suiteName(u *model.CryptoUse) string {
	if u.Suite != "" {
		return u.Suite
	}
	var parts []string
	for _, s := range []string{u.KeyExchange, u.Auth, u.Cipher, bitsText(u.CipherBits), u.MAC} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

func bitsText(bits *int64) string {
	if bits == nil {
		return ""
	}
	return wording.Digits(*bits)
}

func (b *cbomWriter) use(ref, on string) {
	if b.uses[ref] == nil {
		b.uses[ref] = map[string]bool{}
	}
	b.uses[ref][on] = true
}

// algorithm adds an algorithm in a role and gives its reference. AEAD stands for
// "no MAC of its own" and NONE for nothing; neither is an algorithm.
func (b *cbomWriter) algorithm(name, role string, bits *int64, u *model.CryptoUse) string {
	if name == "" || name == "AEAD" || name == "NONE" {
		return ""
	}
	full := name
	if t := bitsText(bits); t != "" && !strings.HasSuffix(name, t) {
		full += "-" + t
	}
	ref := "algorithm/" + role + "/" + full
	c, isNew := b.add(ref, full, cdx.CryptoAssetTypeAlgorithm)
	if isNew {
		c.CryptoProperties.AlgorithmProperties = &cdx.CryptoAlgorithmProperties{
			Primitive: primitive(name, role), Mode: cipherMode(name, role), ParameterSetIdentifier: bitsText(bits),
		}
	}
	b.seen(c, u.FileID, u.RecordNo)
	return ref
}

// primitive says what kind of algorithm a policy token names.
func primitive(name, role string) cdx.CryptoPrimitive {
	switch role {
	case "mac":
		return cdx.CryptoPrimitiveMAC
	case "kex":
		return cdx.CryptoPrimitiveKeyAgree
	case "auth", "signature":
		return cdx.CryptoPrimitiveSignature
	case "prf":
		return cdx.CryptoPrimitiveKDF
	}
	switch {
	case strings.Contains(name, "GCM"), strings.Contains(name, "CCM"), strings.Contains(name, "POLY1305"):
		return cdx.CryptoPrimitiveAE
	case strings.HasPrefix(name, "RC4"), strings.HasPrefix(name, "CHACHA"):
		return cdx.CryptoPrimitiveStreamCipher
	case name == "NULL":
		return cdx.CryptoPrimitiveOther
	}
	return cdx.CryptoPrimitiveBlockCipher
}

func cipherMode(name, role string) cdx.CryptoAlgorithmMode {
	if role != "cipher" {
		return ""
	}
	for _, m := range []struct {
		in   string
		mode cdx.CryptoAlgorithmMode
	}{{"-CBC", cdx.CryptoAlgorithmModeCBC}, {"-GCM", cdx.CryptoAlgorithmModeGCM}, {"-CCM", cdx.CryptoAlgorithmModeCCM},
		{"-CTR", cdx.CryptoAlgorithmModeCTR}} {
		if strings.Contains(name, m.in) {
			return m.mode
		}
	}
	return ""
}

func (b *cbomWriter) certificate(c *model.Certificate) {
	name := plain.Text(cmp.Or(c.Subject, "serial "+c.Serial))
	ref := "certificate/" +
		strings.Join([]string{c.Layer, c.Role, c.Serial, plain.Text(c.Issuer), name,
			c.NotAfter.UTC().Format(wording.DateLayout),
			c.KeyType, bitsText(c.KeyBits), c.SigAlg}, "/")
	comp, isNew := b.add(ref, name, cdx.CryptoAssetTypeCertificate)
	if isNew {
		p := &cdx.CertificateProperties{SubjectName: plain.Text(c.Subject), IssuerName: plain.Text(c.Issuer)}
		if !c.NotAfter.IsZero() {
			p.NotValidAfter = oscalTime(c.NotAfter)
		}
		p.SignatureAlgorithmRef = cdx.BOMReference(b.certAlgorithm(ref, c.SigAlg, "signature", nil))
		p.SubjectPublicKeyRef = cdx.BOMReference(b.certAlgorithm(ref, c.KeyType, "key", c.KeyBits))
		comp.CryptoProperties.CertificateProperties = p
		if c.Serial != "" { // a field of its own only from 1.7 on
			comp.Properties = &[]cdx.Property{{Name: "zertify:certificate:serialNumber", Value: plain.Text(c.Serial)}}
		}
	}
	b.seen(comp, c.FileID, c.RecordNo)
}

// certAlgorithm adds what a certificate was signed with, or the key it certifies.
func (b *cbomWriter) certAlgorithm(ref, name, role string, bits *int64) string {
	if name == "" {
		return ""
	}
	full := name
	if t := bitsText(bits); t != "" {
		full += "-" + t
	}
	on := "algorithm/" + role + "/" + full
	a, isNew := b.add(on, full, cdx.CryptoAssetTypeAlgorithm)
	if isNew {
		a.CryptoProperties.AlgorithmProperties = &cdx.CryptoAlgorithmProperties{Primitive: keyPrimitive(name, role),
			ParameterSetIdentifier: bitsText(bits)}
	}
	b.use(ref, on)
	return on
}

func keyPrimitive(name, role string) cdx.CryptoPrimitive {
	if role == "key" && strings.HasPrefix(name, "RSA") {
		return cdx.CryptoPrimitivePKE
	}
	return cdx.CryptoPrimitiveSignature
}
