-- Traffic of one role by its end point: the server's address and port, the client's address, the Enterprise
-- Extender peer's address. Those with the most cleartext come first.
-- .traffic: what to add up; .role: server, client or peer.
SELECT *, count(*) OVER ()
FROM  (SELECT CAST(sysplex AS VARCHAR) AS sysplex,
              CAST(system AS VARCHAR) AS system,
              CAST(stack AS VARCHAR) AS stack,
              CAST(job AS VARCHAR) AS job,
              CAST({{if eq .role "server"}}server_addr{{else}}client_addr{{end}} AS VARCHAR) AS addr,
              CAST({{if eq .role "server"}}server_port{{else}}CAST(NULL AS INTEGER){{end}} AS BIGINT) AS port,
              count(DISTINCT {{if eq .role "server"}}client_addr{{else}}server_addr{{end}}) AS peers,
              count(DISTINCT session_no) AS sessions,
              CAST(coalesce(sum(interval_records), 0) AS BIGINT) AS interval_records,
              CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT) AS connections,
              CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0),
                  9223372036854775807) AS BIGINT) AS bytes,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection = 'NONE'), 0),
                  9223372036854775807) AS BIGINT) AS clear,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection = 'TLS'), 0),
                  9223372036854775807) AS BIGINT) AS tls,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection = 'SSH'), 0),
                  9223372036854775807) AS BIGINT) AS ssh,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection = 'IPSEC'), 0),
                  9223372036854775807) AS BIGINT) AS ipsec,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection NOT IN ('NONE', 'TLS', 'SSH',
                  'IPSEC')), 0), 9223372036854775807) AS BIGINT) AS several,
              CAST(least(coalesce(sum(connections) FILTER (WHERE protection IS NULL), 0),
                  9223372036854775807) AS BIGINT) AS unknown,
              CAST(least(coalesce(sum(bytes_in) FILTER (WHERE protection = 'NONE'), 0)
                  + coalesce(sum(bytes_out) FILTER (WHERE protection = 'NONE'), 0),
                      9223372036854775807) AS BIGINT) AS clear_bytes,
              {{template "spans"}}
       FROM   {{.traffic}}
       WHERE  role = '{{.role}}'
       GROUP  BY 1, 2, 3, 4, 5, 6) AS peer
ORDER  BY clear DESC, clear_bytes DESC, connections DESC, bytes DESC, sysplex NULLS FIRST, system NULLS FIRST,
          stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST
