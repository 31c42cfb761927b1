package exchange

import (
	"slices"
	"strings"
	"testing"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"github.com/zertify/zertify/reports/model"
)

func ptr(n int64) *int64 { return &n }

func level(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

func TestQuantumFileIsWhole(t *testing.T) {
	t.Parallel()
	if rows, err := quantumRows(); err != nil || len(rows) < 40 {
		t.Fatal(len(rows), err)
	}
	head := strings.Join(quantumColumns, ",") + "\n"
	for _, c := range []struct{ row, want string }{
		{"cipher,AES-CBC,128,7,documented,x", `quantum.csv:2: level "7": must be 0 to 6`},
		{"cipher,AES-CBC,many,1,documented,x", "bits"},
		{"cypher,AES-CBC,128,1,documented,x", "role"},
		{"cipher,AES-CBC,128,1,inferred,x", "basis"},
		{"cipher,AES-CBC,128,1,documented,", "basis"},
	} {
		if _, err := parseQuantum([]byte(head + c.row + "\n")); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.row, err, c.want)
		}
	}
}

// Levels are said where they are known; nothing is said where nobody knows.
func TestAlgorithmsHaveTheLevelsThatAreKnown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		algorithm
		primitive          cdx.CryptoPrimitive
		classical, quantum any
	}{
		{algorithm{"AES-GCM", "cipher", ptr(256), ptr(256)}, "ae", 256, 5},
		{algorithm{"AES-CBC", "cipher", ptr(128), ptr(128)}, "block-cipher", 128, 1},
		{algorithm{"AES-CCM-8", "cipher", ptr(128), ptr(128)}, "ae", 128, nil},
		{algorithm{"AES-GMAC", "cipher", ptr(128), ptr(0)}, "mac", nil, nil},
		{algorithm{"3DES", "cipher", ptr(168), ptr(112)}, "block-cipher", 112, 0},
		{algorithm{"NULL", "cipher", ptr(0), ptr(0)}, "other", 0, 0},
		{algorithm{"RC4-128", "cipher", ptr(128), ptr(0)}, "stream-cipher", 0, nil},
		{algorithm{"CHACHA20-POLY1305", "cipher", ptr(256), ptr(256)}, "ae", 256, nil},
		{algorithm{"KUZNYECHIK-MGM", "cipher", ptr(256), ptr(256)}, "ae", 256, nil},
		{algorithm{"HMAC-SHA2-256", "mac", nil, nil}, "mac", nil, nil},
		{algorithm{"HMAC-SHA2-256", "prf", nil, nil}, "kdf", nil, nil},
		{algorithm{"RSA", "kex", nil, nil}, "pke", nil, 0},
		{algorithm{"RSA-EXPORT", "kex", nil, ptr(40)}, "pke", 40, 0},
		{algorithm{"RSA-PSK", "kex", nil, nil}, "other", nil, nil},
		{algorithm{"ECDHE-RSA", "kex", nil, nil}, "key-agree", nil, 0},
		{algorithm{"ECDHE-PSK", "kex", nil, nil}, "key-agree", nil, nil},
		{algorithm{"TLS13-ECDHE", "kex", nil, nil}, "key-agree", nil, nil}, // the group may be a post-quantum one
		{algorithm{"CECPQ1-RSA", "kex", nil, nil}, "key-agree", nil, nil},
		{algorithm{"PSK", "kex", nil, nil}, "other", nil, nil},
		{algorithm{"KRB5", "kex", nil, nil}, "other", nil, nil},
		{algorithm{"group 20", "kex", nil, ptr(192)}, "key-agree", 192, 0},
		{algorithm{"group 36", "kex", nil, nil}, "key-agree", nil, nil}, // ML-KEM
		{algorithm{"ecdh-sha2-nistp256", "kex", nil, ptr(128)}, "key-agree", 128, 0},
		{algorithm{"PRESHARED", "auth", nil, nil}, "other", nil, nil},
		{algorithm{"DS", "auth", nil, nil}, "signature", nil, nil},
		{algorithm{"ECDSA-256", "auth", nil, nil}, "signature", nil, 0},
		{algorithm{"RSA-SHA256", "signature", nil, nil}, "signature", nil, 0},
		{algorithm{"RSA", "key", ptr(2048), ptr(112)}, "pke", 112, 0},
		{algorithm{"DH", "key", ptr(2048), ptr(112)}, "key-agree", 112, 0},
	} {
		b := &cbomWriter{byRef: map[string]*cdx.Component{}}
		_, comp := b.algorithm(c.algorithm)
		p := comp.CryptoProperties.AlgorithmProperties
		if p.Primitive != c.primitive || level(p.ClassicalSecurityLevel) != c.classical ||
			level(p.NistQuantumSecurityLevel) != c.quantum {
			t.Errorf("%s as %s: got %s, %v, %v; want %s, %v, %v", c.name, c.role, p.Primitive,
				level(p.ClassicalSecurityLevel), level(p.NistQuantumSecurityLevel), c.primitive, c.classical, c.quantum)
		}
	}
}

// Every component is reached from the one the document is about, and no date is made up.
func TestCBOMLeadsFromTheTrafficToEveryAlgorithm(t *testing.T) {
	t.Parallel()
	r := &model.Report{
		Crypto: model.Section[model.CryptoUse]{Rows: []model.CryptoUse{
			{Layer: "tls", Version: "TLS1.2", Cipher: "AES-CBC", CipherBits: ptr(128), MAC: "AEAD", KeyExchange: "NONE"}}},
		Certificates: model.Section[model.Certificate]{Rows: []model.Certificate{
			{Layer: "tls", Role: "server", Subject: "CN=a", KeyType: "RSA"},
			{Layer: "tls", Role: "server", Subject: "CN=b", NotAfter: time.Unix(0, 0)}}},
	}
	bom := cbomOf(r)
	reached := []string{cbomRoot}
	for i := 0; i < len(reached); i++ {
		for _, d := range *bom.Dependencies {
			if d.Ref == reached[i] && d.Dependencies != nil {
				reached = append(reached, *d.Dependencies...)
			}
		}
	}
	for _, c := range *bom.Components {
		if !slices.Contains(reached, c.BOMRef) {
			t.Errorf("%s hangs on nothing", c.BOMRef)
		}
		if strings.Contains(c.BOMRef, "0001-") {
			t.Errorf("%s has a date that nobody knows", c.BOMRef)
		}
		if p := c.CryptoProperties.CertificateProperties; p != nil && (p.NotValidAfter != "") != (c.Name == "CN=b") {
			t.Errorf("%s ends %q", c.Name, p.NotValidAfter)
		}
	}
	if len(*bom.Components) != 5 || bom.Metadata.Timestamp != "" {
		t.Errorf("%d components, made %q", len(*bom.Components), bom.Metadata.Timestamp)
	}
}

// What merges documents drops a second component of the same group, name and version.
func TestNoTwoComponentsOfACBOMPassForOne(t *testing.T) {
	t.Parallel()
	r := &model.Report{
		Crypto: model.Section[model.CryptoUse]{Rows: []model.CryptoUse{
			{Layer: "tls", Version: "TLS1.2", KeyExchange: "RSA", Auth: "RSA", MAC: "HMAC-MD5"},
			{Layer: "ike", Version: "IKEv1", MAC: "HMAC-MD5", PRF: "HMAC-MD5"}}},
		Certificates: model.Section[model.Certificate]{Rows: []model.Certificate{
			{Layer: "tls", Role: "server", Subject: "CN=a", Serial: "0x01", KeyType: "RSA", KeyBits: ptr(2048)},
			{Layer: "tls", Role: "server", Subject: "CN=a", Serial: "0x01", KeyType: "RSA"},
			{Layer: "tls", Role: "server", Subject: "CN=a", Serial: "0x02", KeyType: "RSA"},
			{Layer: "tls", Role: "server", Subject: "CN=a", KeyType: "RSA"},
			{Layer: "tls", Role: "server", Subject: "CN=a", NotAfter: time.Unix(0, 0)},
			{Layer: "tls", Role: "client", Subject: "CN=a", KeyType: "RSA"}}},
	}
	refs := map[identity]string{}
	for _, c := range *cbomOf(r).Components {
		if other := refs[identityOf(&c)]; other != "" {
			t.Errorf("%s and %s are both %+v", other, c.BOMRef, identityOf(&c))
		}
		refs[identityOf(&c)] = c.BOMRef
	}
	for _, want := range []identity{
		{"algorithm/auth", "RSA", ""},
		{"algorithm/kex", "RSA", ""},
		{"algorithm/mac", "HMAC-MD5", ""},
		{"algorithm/prf", "HMAC-MD5", ""},
		{"certificate/tls/server", "CN=a", "0x02"},
		{"certificate/tls/client", "CN=a", ""},
	} {
		if refs[want] == "" {
			t.Errorf("%+v is missing", want)
		}
	}
}
