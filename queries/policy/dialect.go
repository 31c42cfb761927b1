package policy

// What DuckDB spells differently from other engines that could hold the same
// views. Everything else in this package keeps to SQL that Trino runs too,
// apart from the temporary tables, which Trino would make ordinary ones.
const (
	createTemp = "CREATE OR REPLACE TEMP TABLE "
	createView = "CREATE OR REPLACE TEMP VIEW "

	// smallest gives a list of up to n smallest values of a column.
	smallest = "min(%s, %d)"
	// hash makes one 64-bit number of some values.
	hash = "hash(%s)"
	// updateStates sets in states the amounts of the connections they belong to.
	updateStates = `UPDATE zertify_traffic AS t SET whole_id = s.whole_id, records = s.records,
		connections = s.connections, bytes = s.bytes
FROM zertify_state AS s WHERE s.id = t.id`
	// sortedList is a list of the values of a column of whole numbers, smallest first.
	sortedList = "list_sort(list(%s))"
	// listed is one row per value of such a list.
	listed = "unnest(%s)"
	// listText writes a list with commas.
	listText = "array_to_string(%s, ',')"
	// dropTemp removes one of our tables, whether or not it was made.
	dropTemp = "DROP %s IF EXISTS %s"
)
