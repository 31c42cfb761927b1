package browse

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/zertify/zertify/reports/tables"
)

// A rowFile is all rows of a statement as a file, streamed.
type rowFile struct {
	name, format, text string
}

// fileTypes are the media types of files by their extension.
var fileTypes = map[string]string{".csv": "text/csv; charset=utf-8", ".json": "application/json",
	".ndjson": "application/x-ndjson", ".md": "text/markdown; charset=utf-8",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// attach sets the headers of a file, which no browser may take for a page.
func attach(h http.Header, name, format string) {
	extension := ext(format)
	h.Set("Content-Type", fileTypes[extension])
	h.Set("Content-Disposition", `attachment; filename="`+name+extension+`"`)
}

// file is the answer with all rows of a list.
func (s *Server) file(st *state, conditions []string, format string) (answer, error) {
	return newRowFile(st.list.id, format, st.statement(conditions))
}

func newRowFile(name, format, text string) (answer, error) {
	if ext(format) == "" {
		return nil, bad(fmt.Errorf("format %q is not known", format))
	}
	return rowFile{name, format, text}, nil
}

// write streams the rows. Once the first have gone out, an error can only break the answer off, so that no browser
// takes a part for the whole.
func (f rowFile) write(s *Server, w http.ResponseWriter, r *http.Request) error {
	rows, err := s.db.QueryContext(r.Context(), f.text)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, each, err := tables.SQLRows(rows)
	if err != nil {
		return err
	}
	attach(w.Header(), f.name, f.format)
	if err := tables.WriteRows(w, f.format, cols, each); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}

// fileLinks are the addresses of all rows of a page as files, one for each row format.
func fileLinks(id string, params url.Values) []fileLink {
	var out []fileLink
	for _, f := range tables.RowFormats {
		params.Set(paramFormat, f.Name)
		out = append(out, fileLink{f.Name, link(id, params)})
	}
	return out
}

// ext is the extension of a row format; "" for none of them.
func ext(format string) string {
	for _, f := range tables.RowFormats {
		if f.Name == format {
			return f.Ext
		}
	}
	return ""
}
