package reports

import (
	"reflect"
	"strings"
	"time"
)

// overviewTwins are the tables of the overview under the names they have in
// JSON, with the same columns.
func overviewTwins(o *Overview) []twin {
	return []twin{
		structTwin("timeline.csv", o.Timeline), structTwin("protocols.csv", o.Protocols), structTwin("strengths.csv", o.Strengths),
		structTwin("suites.csv", o.Suites), structTwin("expiry.csv", o.Expiry), structTwin("weak_links.csv", o.WeakLinks),
		structTwin("server_sessions.csv", o.ServerPaths), structTwin("client_sessions.csv", o.ClientPaths), structTwin("ee_sessions.csv", o.PeerPaths),
		structTwin("tunnels.csv", o.Tunnels), structTwin("tunnel_sessions.csv", o.TunnelSessions), structTwin("fips.csv", o.FIPS),
	}
}

// structTwin takes columns and values from the fields of a row, by their JSON
// names. Empty text, a zero time and number 0 of a file or record are NULL.
func structTwin[T any](name string, s Section[T]) twin {
	var cols []Column
	var index [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" {
			cols, index = append(cols, Column{Name: tag}), append(index, f.Index)
		}
	}
	return twin{name, cols, each(s.Rows, func(row *T) []any {
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
	case Local:
		return orNull(v)
	case Date:
		return orNull(v)
	case int64:
		if name == "file_id" || name == "record_no" {
			return orNull(v)
		}
	}
	return v
}
