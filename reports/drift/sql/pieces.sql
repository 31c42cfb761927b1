{{- /* Clear is what is neither a failed handshake nor a possible artefact of older releases. */ -}}
{{define "is_clear"}}(protection = 'NONE' AND NOT coalesce(is_artefact, FALSE)
           AND handshake_status IS DISTINCT FROM 'FAILED'){{end}}
