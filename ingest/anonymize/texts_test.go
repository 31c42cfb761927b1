package anonymize

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/schema/wire"
)

// secretText holds a word that identifies in every place that a report or log has for one: behind known labels and
// others, in identities that are cut or broken, in lines between, in messages that nobody knows.
const secretText = `IBMUSER:/u/secret: >ipsec -k display
CS V2R5 ipsec  Stack Name: SECRET  Mon Mar  9 08:56:03 2026
Primary:  IKE tunnel      Function: Display            Format:   Detail
Source:   IKED            Scope:    Current            TotAvail: n/a
Secret: secret SystemName: SECRET

TunnelID:                     K1
KeyExchangeRuleName:          KER_Secret
LocalEndPoint:                192.0.2.10
LocalID:                      CN=secret,O=Secret
RemoteID:                     secret.exam...
Quantum:                      secret
Address:                      192.0.2.10
broken off by secret
EncryptionAlgorithm:          DES-CBC
InitiatorCookie:              0x5EC12E75EC12E75E
LifetimeExpires:              2026/03/09 16:55:02
***********************************************************************
1 entries selected
Mar  9 08:55:01 secret IKE: Message instance 12: EZD1785I Tentative KeyExchangeRule SECRET replaced with final KeyExchangeRule Secret~2
Mar  9 08:55:02 secret TRMD.SECRET: EZD0812I Tunnel deleted: secret vpnaction= secret tunnelID= Y2 AHSPI= 0 ESPSPI= secret
Mar  9 08:55:03 secret IKE: EZD2099I secret
Mar  9 08:55:04 secret IKE: EZD1776I secret
Mar  9 08:55:05 secret sshd[1]: secret
CS secret ipsec  NSS Client Name: secret  Mon Mar  9 08:56:03 2026
Primary:  Filter          Function: Display            Format:   Short
Source:   Stack Profile   Scope:    Current            TotAvail: 1
FilterName |GroupName
           |Type
Secret~1   |secret
           |Dynamic
1 entries selected
`

func anonymizeText(t *testing.T, text string, shift int) (string, *Summary) {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	sum, err := Run(context.Background(), "in", strings.NewReader(text), &out, Options{Key: []byte("0123456789abcdef"),
		CodePage: cp, ShiftDays: shift, IsText: func([]byte) bool { return true }})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), sum
}

func TestCopiesOfTextsHideNames(t *testing.T) {
	t.Parallel()
	got, sum := anonymizeText(t, secretText, 0)
	for _, secret := range []string{"secret", "ibmuser", "192.0.2.10", "5ec12e75"} {
		if strings.Contains(strings.ToLower(got), secret) {
			t.Errorf("%s is in the copy:\n%s", secret, got)
		}
	}
	if sum.Form != "text" || sum.Records != int64(strings.Count(secretText, "\n")) || sum.Fields[Address] != 2 {
		t.Errorf("%+v", sum)
	}
	if was, is := strings.Count(secretText, "\n")+1, strings.Count(got, "\n"); was != is {
		t.Errorf("%d lines of the copy, want one more than the original has: %d", is, was)
	}
	first, _ := anonymizeText(t, strings.Replace(secretText, "Mar  9 08:55:01 ", "Mar  9 08:55:02 ", 1), 0)
	if strings.Split(first, "\n")[9] != strings.Split(got, "\n")[9] {
		t.Error("the same name has become two")
	}
}

// TestCopiesOfTextsAreReadAlike: the copy has the same labels in the same lines, and the same algorithms, states and
// numbers behind them.
func TestCopiesOfTextsAreReadAlike(t *testing.T) {
	t.Parallel()
	known := strings.Replace(secretText, "Secret: secret SystemName: SECRET", "", 1) // a line that nobody can read whole
	copied, _ := anonymizeText(t, known, 0)
	was, is := readText(t, known, 0), readText(t, copied, 1)
	if strings.Join(was, "\n") != strings.Join(is, "\n") {
		t.Errorf("%s\n\nis\n\n%s", strings.Join(was, "\n"), strings.Join(is, "\n"))
	}
	shifted, _ := anonymizeText(t, secretText, 1)
	for _, want := range []string{"Tue Mar 10 08:56:03 2026", "2026/03/10 16:55:02", "\nMar 10 08:55:01 "} {
		if !strings.Contains(shifted, want) {
			t.Errorf("%s is missing:\n%s", want, shifted)
		}
	}
}

// readText lists what is read of a text that stays in a copy; the first lines of it are more.
func readText(t *testing.T, text string, more int64) (out []string) {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	r := ipsectext.NewReader("in", strings.NewReader(text), ipsectext.Options{CodePage: cp})
	for {
		e, err := r.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		c := ipsectext.Shipped().Content(e)
		if !c.Fits {
			continue
		}
		for i := range c.Values {
			v := &c.Values[i]
			line := fmt.Sprintf("%d %s %d %s", v.Line-more, v.Column(), v.Number, v.At)
			if v.Code != nil {
				line += v.Code.Token
			}
			if v.Column() != "" {
				out = append(out, line)
			}
		}
	}
}
