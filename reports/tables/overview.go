package tables

import (
	"reflect"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/model"
)

// overviewAppendix are the tables of the overview under the names they have in
// JSON, with the same columns.
func overviewAppendix(o *model.Overview) []appendixTable {
	return []appendixTable{
		structTable("timeline.csv", o.Timeline), structTable("protocols.csv", o.Protocols),
		structTable("strengths.csv", o.Strengths),
		structTable("suites.csv", o.Suites), structTable("expiry.csv", o.Expiry), structTable("weak_links.csv", o.WeakLinks),
		structTable("server_sessions.csv", o.ServerPaths), structTable("client_sessions.csv", o.ClientPaths),
		structTable("ee_sessions.csv", o.PeerPaths),
		structTable("tunnels.csv", o.Tunnels), structTable("tunnel_sessions.csv", o.TunnelSessions),
		structTable("fips.csv", o.FIPS),
	}
}

// structTable takes columns and values from the fields of a row, by their JSON
// names. Empty text, a zero time and number 0 of a file or record are NULL.
func structTable[T any](name string, s model.Section[T]) appendixTable {
	var cols []Column
	var index [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" {
			cols, index = append(cols, Column{Name: tag}), append(index, f.Index)
		}
	}
	return appendixTable{name, cols, model.EachRow(s.Rows, func(row *T) []any {
		v := reflect.ValueOf(row).Elem()
		vals := make([]any, len(cols))
		for i, at := range index {
			vals[i] = fieldValue(v.FieldByIndex(at).Interface(), cols[i].Name)
		}
		return vals
	})}
}

func fieldValue(v any, name string) any {
	switch v := v.(type) {
	case string:
		return orNull(v)
	case time.Time:
		return orNull(v)
	case model.Local:
		return orNull(v)
	case model.Date:
		return orNull(v)
	case int64:
		if name == "file_id" || name == "record_no" {
			return orNull(v)
		}
	}
	return v
}
