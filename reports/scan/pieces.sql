{{- /* spans adds up the spans of a group: UTC is known only where it is known of all of it. */ -}}
{{define "spans"}}CAST(min(first_local) AS TIMESTAMP) AS first_local,
       CAST(max(last_local) AS TIMESTAMP) AS last_local,
       CAST(CASE WHEN count(first_utc) = count(*) THEN min(first_utc) END AS TIMESTAMP) AS first_utc,
       CAST(CASE WHEN count(last_utc) = count(*) THEN max(last_utc) END AS TIMESTAMP) AS last_utc{{end}}

{{- /* span reads that of a row. */ -}}
{{define "span"}}CAST(first_local AS TIMESTAMP),
       CAST(last_local AS TIMESTAMP),
       CAST(first_utc AS TIMESTAMP),
       CAST(last_utc AS TIMESTAMP){{end}}
