package ingest

import (
	"embed"

	"github.com/zertify/zertify/queries/sqltext"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// statements are those of the folder sql. Statements of one line stand where they run.
var statements = sqltext.Load(sqlFiles, "", "sql/*.sql")
