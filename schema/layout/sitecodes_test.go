package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestParseCodesSaysWhichLineIsWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "c.csv:1: the header line is missing: enum,code,name"},
		{"column missing", "enum,code\n", "c.csv:1: column name is missing"},
		{"column twice", "enum,code,name,name\n", `c.csv:1: column "name" is unknown or there twice`},
		{"short row", "enum,code,name\nss_event_type,1\n", "wrong number of fields"},
		{"blanks", "enum,code,name\nss_event_type, 1,x\n", `c.csv:2: code: " 1" has blanks around it`},
		{"no name", "enum,code,name\nss_event_type,1,\n", "c.csv:2: code and name must be given"},
		{"bits", "enum,code,name,bits\nss_event_type,1,x,many\n", `c.csv:2: bits "many" is not a number`},
		{"table", "enum,code,name\nss_event_typ,1,x\n", `c.csv:2: no code table "ss_event_typ"`},
		{"negative", "enum,code,name\nss_event_type,-1,x\n", `c.csv:2: code "-1" of ss_event_type is not a number`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Must().ParseCodes("c.csv", strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestParseCodesTakesTheShippedFormOfACode(t *testing.T) {
	t.Parallel()
	codes, err := Must().ParseCodes("c.csv",
		strings.NewReader("\ufeffenum,code,name,token,bits\nsc_event_type,1,first,,\nsc_event_type,0x63,new,TOKEN,128\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range codes {
		got = append(got, fmt.Sprint(c.Code, " ", c.Value, " ", c.Name, " ", c.Token, " ", c.Bits, " ", c.Basis))
	}
	if want := []string{"0x01 1 first  0 site", "0x63 99 new TOKEN 128 site"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
