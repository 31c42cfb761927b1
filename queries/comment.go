package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/factcsv"
)

// commentsFile holds the sentences on relations and columns. views/README.md describes it.
const commentsFile = "views/comments.csv"

var commentColumns = []string{"relation", "column", "meaning"}

// Marks of the file.
const (
	sameAs    = "= "
	allOthers = "*"
)

// Describe writes the sentences of our file on the relations of a database and their columns, as
// comments, where they are not there yet: a table that is made again has lost its own. The relations
// must be there, and the tables of records must have theirs. A row of the file that speaks of none of
// them is an error.
func Describe(ctx context.Context, tx *sql.Tx) error {
	t, err := loadFacts(embedded, commentsFile, commentColumns)
	if err != nil {
		return err
	}
	d := &describer{own: map[string]map[string]factcsv.Row{}}
	if err := d.readRelations(ctx, tx); err != nil {
		return err
	}
	if err := d.take(t); err != nil {
		return err
	}
	statements, err := d.statements()
	if err != nil || statements == "" {
		return err
	}
	_, err = tx.ExecContext(ctx, statements)
	return err
}

// A describer resolves the sentences.
type describer struct {
	relations map[string]*described
	own       map[string]map[string]factcsv.Row // rows of the file, by relation and column
}

// A described relation is one of the database, with the comments that it has.
type described struct {
	kind     string // VIEW or TABLE
	comment  string
	columns  []string
	comments map[string]string // by column
}

func (d *describer) readRelations(ctx context.Context, tx *sql.Tx) (err error) {
	rows, err := tx.QueryContext(ctx, statements.Text("comments", nil))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	d.relations = map[string]*described{}
	for rows.Next() {
		var relation, kind, about, column, comment string
		if err := rows.Scan(&relation, &kind, &about, &column, &comment); err != nil {
			return err
		}
		r := entryOf(d.relations, relation)
		r.kind, r.comment = kind, about
		r.columns = append(r.columns, column)
		if comment != "" {
			r.comments[column] = comment
		}
	}
	return rows.Err()
}

func entryOf(relations map[string]*described, name string) *described {
	if relations[name] == nil {
		relations[name] = &described{comments: map[string]string{}}
	}
	return relations[name]
}

// take takes the rows of the file, each of which must speak of what there is.
func (d *describer) take(t *factcsv.Table) error {
	for _, row := range t.Rows {
		relation, column := row.Cell("relation"), row.Cell("column")
		r := d.relations[relation]
		switch {
		case r == nil:
			return row.Errorf("there is no table or view %s", relation)
		case column != "" && column != allOthers && !slices.Contains(r.columns, column):
			return row.Errorf("%s has no column %s", relation, column)
		}
		if d.own[relation] == nil {
			d.own[relation] = map[string]factcsv.Row{}
		}
		if _, twice := d.own[relation][column]; twice {
			return row.Errorf("a second sentence on %s %s", relation, column)
		}
		d.own[relation][column] = row
	}
	return nil
}

func (d *describer) statements() (string, error) {
	var b strings.Builder
	for _, relation := range sortedKeys(d.own) {
		r := d.relations[relation]
		if row, ok := d.own[relation][""]; ok && row.Cell("meaning") != r.comment {
			fmt.Fprintf(&b, "COMMENT ON %s %s IS %s;\n", r.kind, relation, sqltext.Literal(row.Cell("meaning")))
		}
		for _, column := range r.columns {
			text, err := d.meaning(relation, column, 0)
			if err != nil {
				return "", err
			}
			if text != "" && text != r.comments[column] {
				fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%s IS %s;\n", relation, sqltext.Name(column), sqltext.Literal(text))
			}
		}
	}
	return b.String(), nil
}

// maxSame bounds how often a sentence may refer to another one; more is a circle.
const maxSame = 10

// meaning returns the sentence on a column; "" where there is none.
func (d *describer) meaning(relation, column string, depth int) (string, error) {
	row, own := d.own[relation][column]
	if !own {
		return d.others(relation, column, depth)
	}
	text := row.Cell("meaning")
	other, same := strings.CutPrefix(text, sameAs)
	if !same {
		return text, nil
	}
	of, named, _ := strings.Cut(other, ".")
	if r := d.relations[of]; depth > maxSame || r == nil || !slices.Contains(r.columns, named) {
		return "", row.Errorf("%s leads to no column", text)
	}
	return d.meaning(of, named, depth+1)
}

// others returns the sentence of the first relation that a relation takes its others from and
// that has the column.
func (d *describer) others(relation, column string, depth int) (string, error) {
	row, ok := d.own[relation][allOthers]
	if !ok {
		return d.relations[relation].comments[column], nil
	}
	list := strings.Fields(strings.TrimPrefix(row.Cell("meaning"), sameAs))
	for _, of := range list {
		r := d.relations[of]
		if r == nil || depth > maxSame {
			return "", row.Errorf("%s is not another table or view of the database", of)
		}
		if !slices.Contains(r.columns, column) {
			continue
		}
		if text, err := d.meaning(of, column, depth+1); err != nil || text != "" {
			return text, err
		}
	}
	return "", nil
}
