package tables

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	invopop "github.com/invopop/jsonschema"

	"github.com/zertify/zertify/reports/model"
)

// reportSchema is the published schema of report.json, drawn from the types that
// write it.
func reportSchema(t *testing.T) []byte {
	t.Helper()
	types := map[string]reflect.Type{}
	r := invopop.Reflector{
		AllowAdditionalProperties: true, // fields may be added under the same format name
		Anonymous:                 true,
		Namer: func(t reflect.Type) string {
			name := strings.Map(func(c rune) rune {
				if c == '[' || c == '/' || c == '.' {
					return '_'
				}
				return c
			}, strings.NewReplacer("github.com/zertify/zertify/reports/model.", "", "]", "").Replace(t.Name()))
			types[name] = t
			return name
		},
		Mapper: func(t reflect.Type) *invopop.Schema {
			switch t {
			case reflect.TypeFor[model.Local]():
				return &invopop.Schema{Type: "string",
					Description: "a time of day and day in the zone of the writing system, without zone"}
			case reflect.TypeFor[model.SuiteID]():
				return &invopop.Schema{OneOf: []*invopop.Schema{{Type: "string", Pattern: "^S-[0-9a-f]{16}$"}, {Type: "null"}}}
			case reflect.TypeFor[model.Date]():
				return &invopop.Schema{Type: "string", Format: "date"}
			case reflect.TypeFor[jsonRow]():
				return &invopop.Schema{Type: "object", Description: "a row of the check, keys in column order"}
			}
			return nil
		},
	}
	s := r.Reflect(&jsonReport{})
	for name, def := range s.Definitions {
		allowNull(def, types[name])
	}
	s.Title, s.ID = "zertify report, format "+jsonFormat, "https://github.com/zertify/zertify/docs/report.schema.json"
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// allowNull lets the properties that are pointers in Go be null in JSON.
func allowNull(def *invopop.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if p, ok := def.Properties.Get(key); ok && f.Type.Kind() == reflect.Pointer {
			def.Properties.Set(key, &invopop.Schema{OneOf: []*invopop.Schema{p, {Type: "null"}}})
		}
	}
}

var update = flag.Bool("update", false, "rewrite the published schema")

const reportSchemaFile = "../../docs/report.schema.json"

func TestPublishedSchemaIsCurrent(t *testing.T) {
	t.Parallel()
	got := reportSchema(t)
	if *update {
		if err := os.WriteFile(reportSchemaFile, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(reportSchemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs from the types (-want +got); -update rewrites it:\n%s", reportSchemaFile, diff)
	}
}
