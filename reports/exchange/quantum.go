package exchange

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/zertify/zertify/schema/factcsv"
)

// quantumCSV says which of NIST's security strength categories an algorithm meets, and how that is known.
//
//go:embed quantum.csv
var quantumCSV []byte

var (
	quantumColumns = []string{"role", "algorithm", "bits", "level", "basis", "citation"}
	quantumBases   = []string{"documented", "derived"}
)

// maxQuantumLevel is the highest level that CycloneDX 1.6 has.
const maxQuantumLevel = 6

// A quantumRow is one line of quantum.csv.
type quantumRow struct {
	role, algorithm string
	bits            int64 // 0 for any
	level           int
}

// quantumRows reads quantum.csv once. The file is part of the program, so a fault in it is ours; a test reads it.
var quantumRows = sync.OnceValues(func() ([]quantumRow, error) { return parseQuantum(quantumCSV) })

func parseQuantum(data []byte) ([]quantumRow, error) {
	t, err := factcsv.Read("quantum.csv", data, factcsv.Form{Columns: quantumColumns, Comments: true})
	if err != nil {
		return nil, err
	}
	var out []quantumRow
	for _, row := range t.Rows {
		q, err := parseQuantumRow(row)
		if err != nil {
			return nil, row.Errorf("%w", err)
		}
		out = append(out, q)
	}
	return out, nil
}

func parseQuantumRow(row factcsv.Row) (quantumRow, error) {
	q := quantumRow{role: row.Cell("role"), algorithm: row.Cell("algorithm")}
	var err error
	if bits := row.Cell("bits"); bits != "" {
		if q.bits, err = strconv.ParseInt(bits, 10, 64); err != nil {
			return q, fmt.Errorf("bits %q: write a number, or nothing for any", bits)
		}
	}
	q.level, err = strconv.Atoi(row.Cell("level"))
	switch {
	case err != nil || q.level < 0 || q.level > maxQuantumLevel:
		return q, fmt.Errorf("level %q: must be 0 to %d", row.Cell("level"), maxQuantumLevel)
	case rolePrimitives[q.role] == "" || q.algorithm == "":
		return q, fmt.Errorf("role %q and algorithm %q: name both", q.role, q.algorithm)
	case !slices.Contains(quantumBases, row.Cell("basis")) || row.Cell("citation") == "":
		return q, fmt.Errorf("basis %q: say documented or derived, and cite a source", row.Cell("basis"))
	}
	return q, nil
}

// quantumLevel returns NIST's category of an algorithm, 0 for none of them, nil where nobody has stated it.
func quantumLevel(a algorithm) *int {
	rows, err := quantumRows()
	if err != nil {
		return nil
	}
	for _, q := range rows {
		if q.role == a.role && fits(q.algorithm, a.name) && (q.bits == 0 || a.bits != nil && *a.bits == q.bits) {
			return &q.level
		}
	}
	return nil
}
