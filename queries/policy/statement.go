package policy

import (
	"embed"
	"maps"

	"github.com/zertify/zertify/queries/sqltext"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var statements = sqltext.Load(sqlFiles, "", "sql/*.sql")

// codeNames are what statements call the codes in hit tables, and the ranks of verdicts.
var codeNames = sqltext.Names{
	"match": codeMatch, "not_known": codeNotKnown, "limit": codeLimit, "replaced": codeReplaced,
	"elsewhere": codeElsewhere, "rank_warn": rankWarn, "rank_not_evidenced": rankNotEvidenced,
	"rank_not_assessed": rankNotAssessed, "rank_info": rankInfo, "rank_pass": rankPass, "rank_clean": rankClean,
}

// statement returns a statement of the folder sql, with what it calls by name beside codeNames; nil for nothing.
func statement(name string, names sqltext.Names) expr {
	all := maps.Clone(codeNames)
	maps.Copy(all, names)
	return expr{text: statements.Text(name, all)}
}
