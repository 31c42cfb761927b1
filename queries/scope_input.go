package queries

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/hint"
)

// scopeInputs is the table of the inputs in scope, made when inputs are asked for.
const scopeInputs = "scope_input"

var (
	inputNumber = regexp.MustCompile(`^[0-9]{1,7}$`)
	inputDigest = regexp.MustCompile(`^[0-9a-fA-F]{8,64}$`)
)

func checkInput(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("an empty name; * stands for everything")
	}
	return nil
}

// inputCondition is the condition of one value over input_file: the number that
// zertify history shows, the beginning of a digest, or a path or the end of one.
func inputCondition(value string) string {
	if inputNumber.MatchString(value) {
		return "file_id = " + value
	}
	like := likePattern(value)
	paths := make([]string, 0, 3)
	for _, before := range []string{"", "%/", "%!"} { // ARCHIVE!MEMBER
		paths = append(paths, "path LIKE "+sqltext.Literal(before+like)+" ESCAPE '\\'")
	}
	if inputDigest.MatchString(value) {
		paths = append(paths, "starts_with(sha256, "+sqltext.Literal(strings.ToLower(value))+")")
	}
	return "(" + strings.Join(paths, " OR ") + ")"
}

// inputs lists the inputs in scope. A value that none fits is refused: the answer
// would be about nothing.
func (i *scopeInstall) inputs() error {
	if len(i.scope.Inputs) == 0 {
		return nil
	}
	conditions := make([]string, len(i.scope.Inputs))
	for n, value := range i.scope.Inputs {
		conditions[n] = inputCondition(value)
		var fits bool
		if err := i.conn.QueryRowContext(i.ctx,
			"SELECT count(*) > 0 FROM input_file WHERE "+conditions[n]).Scan(&fits); err != nil {
			return err
		}
		if !fits {
			return fmt.Errorf("%s %q fits no input of the database; zertify history lists them", hint.Words("{input}"), value)
		}
	}
	return i.exec("CREATE OR REPLACE TEMP TABLE " + scopeInputs + " AS SELECT file_id FROM input_file WHERE " +
		strings.Join(conditions, " OR "))
}

// ofInputs reports whether the rows of a relation are told apart by their input: rows
// of records, which have a hash or the locator they were found by, and the evidence.
// Contents that are stored once name the input that first showed them and belong to all.
func ofInputs(r *relation) bool {
	return slices.Contains(r.columns, "file_id") &&
		(slices.Contains(r.columns, "record_hash") || slices.Contains(r.columns, "locator") ||
			strings.HasPrefix(r.name, "input_"))
}
