{{define "amounts"}}CAST(coalesce(sum(interval_records), 0) AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT){{end}}

{{- /* The counts of a row, of places that say how many sessions they have. */ -}}
{{define "uses"}}CAST(coalesce(sum(sessions), 0) AS BIGINT),
       {{template "amounts"}}{{end}}

{{- /* The same of traffic, whose rows name the session they belong to. */ -}}
{{define "uses_of_traffic"}}count(DISTINCT session_no),
       {{template "amounts"}}{{end}}

{{- /* The traffic of v_endpoint per suite and protection, and each layer the suite has. Traffic without protection has
       the layer none. Its suite is NULL by one expression, not by a second condition of the join: for a condition on
       the left side alone the engine gives up hashing and compares every pair, which costs twenty times as much on
       millions of rows. */ -}}
{{define "by_layer"}}WITH used AS (
    SELECT protection, suite_id,
           sum(sessions) AS sessions, sum(interval_records) AS interval_records,
           sum(connections) AS connections, sum(bytes_in) AS bytes_in,
           sum(bytes_out) AS bytes_out
    FROM   v_endpoint
    GROUP  BY protection, suite_id
), layered AS (
    SELECT u.sessions, u.interval_records, u.connections, u.bytes_in, u.bytes_out,
           coalesce(l.layer, CASE u.protection WHEN 'NONE' THEN 'none' END) AS layer,
           CASE l.layer
               WHEN 'tls' THEN s.tls_version
               WHEN 'ssh' THEN s.ssh_version
               WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR)
               WHEN 'ipsec' THEN s.ipsec_protocol
           END AS version,
           l.session_strength_bits AS bits,
           coalesce(l.strength_incomplete, l.layer IS NOT NULL) AS incomplete,
           l.fips_mode, l.fips_level
    FROM   used AS u
    LEFT JOIN suite_layer AS l ON l.suite_id = CASE WHEN u.protection <> 'NONE' THEN u.suite_id END
    LEFT JOIN suite AS s ON s.suite_id = l.suite_id
){{end}}
