package exchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"regexp"
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
// certificates, each with a record that shows it in use. The traffic depends on
// protocols and certificates, and these on algorithms.
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
		Tools: &cdx.ToolsChoice{Components: &[]cdx.Component{{Type: cdx.ComponentTypeApplication,
			Name: plain.Text(r.Tool.Name), Version: wording.Clip(plain.Text(r.Tool.Version), 200)}}},
		Component: &cdx.Component{BOMRef: cbomRoot, Type: cdx.ComponentTypeData, Name: "z/OS network traffic",
			Description: plain.Text(r.Scope)},
	}
	if !r.AsOf.IsZero() {
		bom.Metadata.Timestamp = oscalTime(r.AsOf)
	}
	if stops := r.Stops(); len(stops) > 0 {
		props := []cdx.Property{}
		for _, s := range stops {
			props = append(props, cdx.Property{Name: "zertify:incomplete-input", Value: s})
		}
		bom.Metadata.Properties = &props
		bom.Compositions = &[]cdx.Composition{{Aggregate: cdx.CompositionAggregateIncomplete,
			Assemblies: &[]cdx.BOMReference{cbomRoot}}}
	}
	components, deps := b.components()
	bom.Components, bom.Dependencies = &components, &deps
	return bom
}

// cbomRoot is the reference of what the document is about.
const cbomRoot = "traffic"

// components returns everything in the order of its references.
func (b *cbomWriter) components() ([]cdx.Component, []cdx.Dependency) {
	components, deps := []cdx.Component{}, []cdx.Dependency{}
	roots := []string{}
	taken := map[identity]bool{}
	for _, ref := range slices.Sorted(maps.Keys(b.byRef)) {
		c := b.byRef[ref]
		if taken[identityOf(c)] { // only certificates of which little is known
			digest := sha256.Sum256([]byte(ref))
			c.Version = strings.TrimSpace(c.Version + " " + hex.EncodeToString(digest[:4]))
		}
		taken[identityOf(c)] = true
		if s := b.suites[ref]; len(s) > 0 {
			c.CryptoProperties.ProtocolProperties.CipherSuites = &s
		}
		components = append(components, *c)
		if on := slices.Sorted(maps.Keys(b.uses[ref])); len(on) > 0 {
			deps = append(deps, cdx.Dependency{Ref: ref, Dependencies: &on})
		}
		if c.CryptoProperties.AssetType != cdx.CryptoAssetTypeAlgorithm {
			roots = append(roots, ref)
		}
	}
	return components, append(deps, cdx.Dependency{Ref: cbomRoot, Dependencies: &roots})
}

// add returns the component of a reference, made when it is new.
func (b *cbomWriter) add(ref, name string, kind cdx.CryptoAssetType) (c *cdx.Component, isNew bool) {
	if c := b.byRef[ref]; c != nil {
		return c, false
	}
	// What merges documents knows a component by group, name and version, and drops a second one: RSA that
	// encrypts a key and RSA that signs are two.
	c = &cdx.Component{BOMRef: ref, Type: cdx.ComponentTypeCryptographicAsset, Name: name, Group: groupOf(ref),
		CryptoProperties: &cdx.CryptoProperties{AssetType: kind}}
	b.byRef[ref] = c
	return c, true
}

// identity is what other programs tell components apart by; they do not look at references or properties.
type identity struct{ group, name, version string }

func identityOf(c *cdx.Component) identity { return identity{c.Group, c.Name, c.Version} }

// groupOf returns what a reference says of the kind and use of a component: algorithm/kex, protocol/tls,
// certificate/tls/server.
func groupOf(ref string) string {
	parts := 2
	if strings.HasPrefix(ref, "certificate/") {
		parts = 3
	}
	split := strings.SplitN(ref, "/", parts+1)
	return strings.Join(split[:min(parts, len(split))], "/")
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

// protocolVersion is what a version begins with where it repeats the protocol.
var protocolVersion = regexp.MustCompile(`^(TLS|SSH|IKEv)`)

func (b *cbomWriter) protocol(u *model.CryptoUse) {
	version := cmp.Or(u.Version, "unknown")
	ref := "protocol/" + u.Layer + "/" + version
	c, isNew := b.add(ref, version, cdx.CryptoAssetTypeProtocol)
	if isNew {
		c.CryptoProperties.ProtocolProperties = &cdx.CryptoProtocolProperties{Type: protocolTypes[u.Layer],
			Version: protocolVersion.ReplaceAllString(u.Version, "")}
	}
	b.seen(c, u.FileID, u.RecordNo)
	var algorithms []cdx.BOMReference
	for _, a := range []algorithm{{name: u.Cipher, role: "cipher", bits: u.CipherBits, classical: u.CipherStrength},
		{name: u.MAC, role: "mac"}, {name: u.KeyExchange, role: "kex", classical: u.KexStrength},
		{name: u.Auth, role: "auth", classical: u.AuthStrength}, {name: u.PRF, role: "prf"}} {
		if a.isNothing() {
			continue
		}
		on, c := b.algorithm(a)
		b.seen(c, u.FileID, u.RecordNo)
		b.use(ref, on)
		algorithms = append(algorithms, cdx.BOMReference(on))
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

// An algorithm is what a component of that type is made from.
type algorithm struct {
	name, role      string // a token of the policy rules; cipher, mac, kex, auth, prf, signature or key
	bits, classical *int64 // size of the key; work to break it in bits; nil where not known
}

// isNothing reports whether there is no algorithm: AEAD stands for "no MAC of its own" and NONE for nothing.
func (a algorithm) isNothing() bool { return a.name == "" || a.name == "AEAD" || a.name == "NONE" }

// algorithm adds an algorithm and returns its reference.
func (b *cbomWriter) algorithm(a algorithm) (string, *cdx.Component) {
	full := a.name
	if t := bitsText(a.bits); t != "" && !strings.HasSuffix(a.name, t) {
		full += "-" + t
	}
	ref := "algorithm/" + a.role + "/" + full
	c, isNew := b.add(ref, full, cdx.CryptoAssetTypeAlgorithm)
	if isNew {
		p := primitive(a.name, a.role)
		c.CryptoProperties.AlgorithmProperties = &cdx.CryptoAlgorithmProperties{Primitive: p,
			Mode: cipherMode(a.name, a.role), ParameterSetIdentifier: bitsText(a.bits),
			NistQuantumSecurityLevel: quantumLevel(a)}
		if a.classical != nil && p != cdx.CryptoPrimitiveMAC {
			n := int(*a.classical)
			c.CryptoProperties.AlgorithmProperties.ClassicalSecurityLevel = &n
		}
	}
	return ref, c
}

// rolePrimitives say what kind of algorithm plays a role, where a name says nothing else.
var rolePrimitives = map[string]cdx.CryptoPrimitive{
	"mac": cdx.CryptoPrimitiveMAC, "prf": cdx.CryptoPrimitiveKDF, "kex": cdx.CryptoPrimitiveKeyAgree,
	"auth": cdx.CryptoPrimitiveSignature, "signature": cdx.CryptoPrimitiveSignature, "key": cdx.CryptoPrimitiveSignature,
	"cipher": cdx.CryptoPrimitiveBlockCipher,
}

// primitives are those of names that do not follow their role; * ends what a name begins with. RSA as a key exchange
// and as a key may encrypt. A pre-shared key is no algorithm, nor is a ticket.
var primitives = []struct {
	role, name string
	primitive  cdx.CryptoPrimitive
}{
	{"kex", "RSA-PSK", cdx.CryptoPrimitiveOther}, {"kex", "RSA*", cdx.CryptoPrimitivePKE},
	{"kex", "rsa*", cdx.CryptoPrimitivePKE}, {"kex", "PSK", cdx.CryptoPrimitiveOther},
	{"kex", "KRB5*", cdx.CryptoPrimitiveOther}, {"kex", "NULL", cdx.CryptoPrimitiveOther},
	{"key", "RSA*", cdx.CryptoPrimitivePKE}, {"key", "DH", cdx.CryptoPrimitiveKeyAgree},
	{"auth", "PRESHARED", cdx.CryptoPrimitiveOther},
	{"cipher", "AES-GMAC", cdx.CryptoPrimitiveMAC}, {"cipher", "NULL", cdx.CryptoPrimitiveOther},
	{"cipher", "CHACHA20-POLY1305", cdx.CryptoPrimitiveAE}, {"cipher", "AEGIS*", cdx.CryptoPrimitiveAE},
	{"cipher", "RC4*", cdx.CryptoPrimitiveStreamCipher}, {"cipher", "ARCFOUR*", cdx.CryptoPrimitiveStreamCipher},
	{"cipher", "SALSA20", cdx.CryptoPrimitiveStreamCipher}, {"cipher", "ESTREAM*", cdx.CryptoPrimitiveStreamCipher},
}

// primitive says what kind of algorithm a policy token names.
func primitive(name, role string) cdx.CryptoPrimitive {
	for _, p := range primitives {
		if p.role == role && fits(p.name, name) {
			return p.primitive
		}
	}
	for _, mode := range []string{"-GCM", "-CCM", "-MGM"} {
		if role == "cipher" && strings.Contains(name, mode) {
			return cdx.CryptoPrimitiveAE
		}
	}
	return rolePrimitives[role]
}

// fits reports whether a name is the one given, or begins as it does before *.
func fits(pattern, name string) bool {
	if start, open := strings.CutSuffix(pattern, "*"); open {
		return strings.HasPrefix(name, start)
	}
	return name == pattern
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
	until := "" // a certificate whose end is not known has none
	if !c.NotAfter.IsZero() {
		until = c.NotAfter.UTC().Format(wording.DateLayout)
	}
	ref := "certificate/" + strings.Join([]string{c.Layer, c.Role, c.Serial, plain.Text(c.Issuer), name, until, c.KeyType,
		bitsText(c.KeyBits), c.SigAlg}, "/")
	comp, isNew := b.add(ref, name, cdx.CryptoAssetTypeCertificate)
	if isNew {
		p := &cdx.CertificateProperties{SubjectName: plain.Text(c.Subject), IssuerName: plain.Text(c.Issuer)}
		if !c.NotAfter.IsZero() {
			p.NotValidAfter = oscalTime(c.NotAfter)
		}
		p.SignatureAlgorithmRef = b.certAlgorithm(ref, algorithm{name: c.SigAlg, role: "signature"})
		p.SubjectPublicKeyRef = b.certAlgorithm(ref,
			algorithm{name: c.KeyType, role: "key", bits: c.KeyBits, classical: c.KeyStrength})
		comp.CryptoProperties.CertificateProperties = p
		if c.Serial != "" { // a field of its own only from 1.7 on
			comp.Properties = &[]cdx.Property{{Name: "zertify:certificate:serialNumber", Value: plain.Text(c.Serial)}}
			comp.Version = wording.Clip(plain.Text(c.Serial), 200)
		}
	}
	b.seen(comp, c.FileID, c.RecordNo)
}

// certAlgorithm adds what a certificate was signed with, or the key it certifies, and returns its reference.
func (b *cbomWriter) certAlgorithm(ref string, a algorithm) cdx.BOMReference {
	if a.isNothing() {
		return ""
	}
	on, _ := b.algorithm(a)
	b.use(ref, on)
	return cdx.BOMReference(on)
}
