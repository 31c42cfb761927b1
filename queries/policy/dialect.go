package policy

// What compiled rules and composed statements spell in DuckDB's way. Other engines that could hold the same views have
// other words for it; they would make the temporary tables ordinary ones.
const (
	createTemp = "CREATE OR REPLACE TEMP TABLE "

	// smallest gives a list of up to n smallest values of a column.
	smallest = "min(%s, %d)"
	// hash makes one 64-bit number of some values.
	hash = "hash(%s)"
	// dropTemp removes one of our tables, whether or not it was made.
	dropTemp = "DROP %s IF EXISTS %s"
)
