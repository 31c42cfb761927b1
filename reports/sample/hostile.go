package sample

import (
	"reflect"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// Hostile are texts that try to leave their place.
var Hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, `=cmd|' /C calc'!A1`, `@SUM(A1)`,
	"\t=1", "\r\n=1", "-1+1",
	"\x00\x1b[2J\x7f\u0085", "\u202Eexe.gpj\u2066", "\xff\xfe\xe2\x82", `--></style></title></textarea><svg/onload=x>`,
	`{{.}}`, `\u003c/script>`,
	"javascript:alert(1)", strings.Repeat("长", 3000), "a|b`c`*d*_e_[f](g)", "../../../etc/passwd", "https://evil.example/",
}

// Poison puts hostile texts into every text of the report, each one in turn.
func Poison(r *model.Report, texts []string) {
	n := 0
	next := func() string { n++; return texts[n%len(texts)] }
	replaceTexts(reflect.ValueOf(r), next)
}

func replaceTexts(v reflect.Value, next func() string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			replaceTexts(v.Elem(), next)
		}
	case reflect.Interface:
		if _, ok := v.Interface().(string); ok {
			v.Set(reflect.ValueOf(next()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				replaceTexts(v.Field(i), next)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			replaceTexts(v.Index(i), next)
		}
	case reflect.String:
		if v.Type() != reflect.TypeFor[policy.Verdict]() {
			v.SetString(next())
		}
	}
}
