package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// partPrefix begins the names of tables of partials, which reduce/*.sql makes: records of
// each input added up. They are kept from load to load, so that a load adds up its own
// records alone. Views merge them.
const partPrefix = "part_"

// partials are the inputs whose rows in the tables of partials are missing.
type partials struct {
	due string // a list of their numbers for IN; "" for none
}

// stalePartials finds the inputs whose partials are to be made. It forgets those that are
// gone, whose rows renew takes out.
func stalePartials(ctx context.Context, tx *sql.Tx) (*partials, error) {
	if _, err := tx.ExecContext(ctx,
		"DELETE FROM part_input WHERE file_id NOT IN (SELECT file_id FROM input_file)"); err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx,
		"SELECT file_id FROM input_file WHERE file_id NOT IN (SELECT file_id FROM part_input) ORDER BY file_id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var due []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		due = append(due, id)
	}
	return &partials{due: strings.Join(due, ", ")}, rows.Err()
}

// renew takes rows of inputs that are not in part_input out of a table of partials and adds
// those of the inputs that are due, by the query that makes the table of all inputs.
// Numbers are written out, as the engine does not look for the rows of a subquery alone.
func (p *partials) renew(ctx context.Context, tx *sql.Tx, table, query string) error {
	if _, err := tx.ExecContext(ctx,
		"DELETE FROM "+table+" WHERE file_id NOT IN (SELECT file_id FROM part_input)"); err != nil || p.due == "" {
		return err
	}
	_, err := tx.ExecContext(ctx,
		fmt.Sprintf("INSERT INTO %s BY NAME SELECT * FROM (%s\n) AS reduced WHERE file_id IN (%s)", table, query, p.due))
	return err
}
