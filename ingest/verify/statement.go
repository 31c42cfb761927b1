package verify

import (
	"embed"

	"github.com/zertify/zertify/queries/sqltext"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var statements = sqltext.Load(sqlFiles, "", "sql/*.sql")
