package queries

import (
	"embed"

	"github.com/zertify/zertify/queries/sqltext"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

// statements are those of the folder sql, which install scopes and facts; views and checks have folders of their own.
var statements = sqltext.Load(sqlFiles, "", "sql/*.sql")
