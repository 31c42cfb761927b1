-- The security sessions of the end points with the most cleartext, then the most connections: who, with whom, how,
-- whose certificate. The end points are ranked over the small table, which does not tell clients apart, and only
-- theirs are added up over the large one.
-- .role: server, client or peer; .ends, .rows: how many end points, and sessions of each.
WITH top AS (
    SELECT sysplex, system, stack, job,
           {{if eq .role "server"}}server_addr AS addr, server_port AS port
           {{- else}}CAST(NULL AS VARCHAR) AS addr, CAST(NULL AS INTEGER) AS port{{end}},
           sum(CASE WHEN protection = 'NONE' THEN connections ELSE 0 END) AS clear, sum(connections) AS connections
    FROM   v_endpoint
    WHERE  role = '{{.role}}'
    GROUP  BY 1, 2, 3, 4, 5, 6
    ORDER  BY clear DESC NULLS LAST, connections DESC NULLS LAST, sysplex NULLS FIRST, system NULLS FIRST,
              stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST
    LIMIT  {{.ends}}
), part AS (
    SELECT t.sysplex, t.system, t.stack, t.job,
           {{if eq .role "server"}}t.server_addr AS addr, t.server_port AS port, t.client_addr AS other,
               CAST(NULL AS INTEGER) AS other_port
           {{- else}}t.client_addr AS addr, CAST(NULL AS INTEGER) AS port, t.server_addr AS other,
               t.server_port AS other_port{{end}},
           t.protection, t.suite_id, t.zert_dn_id,
           count(DISTINCT t.session_no) AS sessions,
           CAST(least(coalesce(sum(t.interval_records), 0), 9223372036854775807) AS BIGINT) AS interval_records,
           CAST(least(coalesce(sum(t.connections), 0), 9223372036854775807) AS BIGINT) AS connections,
           CAST(least(coalesce(sum(t.bytes_in), 0) + coalesce(sum(t.bytes_out), 0),
               9223372036854775807) AS BIGINT) AS bytes,
           {{template "spans"}},
           CAST(min(CAST(file_id AS BIGINT) * 1099511627776 + record_no) AS BIGINT) AS first_record
    FROM   v_traffic AS t
    JOIN   top AS p ON t.sysplex IS NOT DISTINCT FROM p.sysplex AND t.system IS NOT DISTINCT FROM p.system
           AND t.stack IS NOT DISTINCT FROM p.stack AND t.job IS NOT DISTINCT FROM p.job
           {{- if eq .role "server"}}
           AND t.server_addr IS NOT DISTINCT FROM p.addr AND t.server_port IS NOT DISTINCT FROM p.port
           {{- end}}
    WHERE  t.role = '{{.role}}'
    GROUP  BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
), numbered AS (
    SELECT *,
           sum(CASE protection WHEN 'NONE' THEN connections ELSE 0 END) OVER (PARTITION BY sysplex, system,
               stack, job, addr, port) AS place_clear,
           sum(connections) OVER (PARTITION BY sysplex, system, stack, job, addr, port) AS place_connections,
           row_number() OVER (PARTITION BY sysplex, system, stack, job, addr, port
               ORDER BY CASE protection WHEN 'NONE' THEN 0 ELSE 1 END, connections DESC, bytes DESC,
                   other NULLS FIRST, other_port NULLS FIRST, protection NULLS LAST, suite_id NULLS FIRST,
                   zert_dn_id NULLS FIRST) AS place_row
    FROM   part
), named AS (
    SELECT zert_dn_id,
           string_agg(DISTINCT CASE WHEN dn_type % 2 = 1 THEN dn END,
               ' | ' ORDER BY CASE WHEN dn_type % 2 = 1 THEN dn END) AS subjects,
           string_agg(DISTINCT CASE WHEN dn_type % 2 = 0 THEN dn END,
               ' | ' ORDER BY CASE WHEN dn_type % 2 = 0 THEN dn END) AS issuers
    FROM   v_zert_dn_content
    WHERE  zert_dn_id IN (SELECT zert_dn_id FROM numbered WHERE place_row <= {{.rows}})
    GROUP  BY zert_dn_id
), serial AS (
    SELECT suite_id, string_agg(DISTINCT cert_serial, ' | ' ORDER BY cert_serial) AS serials
    FROM   suite_cert
    GROUP  BY suite_id
), algorithm AS (
    SELECT l.suite_id,
           string_agg(concat_ws(' ', CASE l.layer WHEN 'tls' THEN s.tls_version
               WHEN 'ssh' THEN s.ssh_version WHEN 'ike' THEN 'IKEv' || CAST(s.ike_version AS VARCHAR)
               WHEN 'ipsec' THEN s.ipsec_protocol END,
               coalesce(l.suite, nullif(concat_ws(' ', l.cipher, CAST(l.cipher_bits AS VARCHAR), l.mac), ''))),
                   '; ' ORDER BY l.layer) AS algorithms
    FROM   suite_layer AS l
    JOIN   suite AS s ON s.suite_id = l.suite_id
    GROUP  BY l.suite_id
)
SELECT CAST(n.sysplex AS VARCHAR),
       CAST(n.system AS VARCHAR),
       CAST(n.stack AS VARCHAR),
       CAST(n.job AS VARCHAR),
       CAST(n.addr AS VARCHAR),
       CAST(n.port AS BIGINT),
       CAST(n.other AS VARCHAR),
       CAST(n.other_port AS BIGINT),
       CAST(n.protection AS VARCHAR),
       CAST(n.suite_id AS BIGINT),
       CAST(a.algorithms AS VARCHAR),
       CAST(d.subjects AS VARCHAR),
       CAST(d.issuers AS VARCHAR),
       CAST(c.serials AS VARCHAR),
       {{template "span"}},
       n.first_record,
       n.sessions,
       n.interval_records,
       n.connections,
       n.bytes,
       count(*) OVER ()
FROM   numbered AS n
LEFT JOIN named AS d ON d.zert_dn_id = n.zert_dn_id
LEFT JOIN serial AS c ON c.suite_id = n.suite_id
LEFT JOIN algorithm AS a ON a.suite_id = CASE WHEN n.protection <> 'NONE' THEN n.suite_id END
WHERE  n.place_row <= {{.rows}}
ORDER  BY n.place_clear DESC NULLS LAST, n.place_connections DESC NULLS LAST, n.sysplex NULLS FIRST,
          n.system NULLS FIRST, n.stack NULLS FIRST,
          n.job NULLS FIRST, n.addr NULLS FIRST, n.port NULLS FIRST, n.place_row
