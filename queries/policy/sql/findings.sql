-- The worst findings first, and then where they are, so that only those are sorted with all their text.
SELECT f.rule_no, f.layer, f.role, f.observed, f.inferred, f.source, f.note, f.artefact, f.verdict_rank,
  f.severity_rank, f.weight, f.says, f.service, f.carries, f.exception_no, f.lapsed_no,
  coalesce(t.system, ''), coalesce(t.sysplex, ''), coalesce(t.stack, ''), coalesce(t.job, ''), coalesce(t.role, ''),
  coalesce(t.server_addr, ''), coalesce(t.server_port, 0), coalesce(t.protection, ''), coalesce(t.suite_id, 0),
  t.sessions, t.records, t.connections, t.bytes, t.peers, t.first_local, t.last_local, t.first_utc, t.last_utc,
  array_to_string(t.refs, ','), t.last_ref, coalesce(t.tunnel_id, ''), coalesce(t.tunnel_phase, 0),
  coalesce(t.tunnel_local, ''), coalesce(t.tunnel_policy, ''), coalesce(t.tunnel_source, ''),
  -- What else groups of traffic are told apart by, in the order of policy.apartFields.
  concat_ws('|', coalesce(CAST(t.record_level AS VARCHAR), ''), coalesce(t.handshake_status, ''),
    coalesce(CAST(t.intra_host_bypass AS VARCHAR), ''), coalesce(CAST(t.remote_is_local AS VARCHAR), ''),
    CAST(t.change_no IS NOT NULL AS VARCHAR), coalesce(CAST(t.scope AS VARCHAR), ''),
    CAST(t.client_class AS VARCHAR), CAST(t.user_class AS VARCHAR), CAST(t.era AS VARCHAR))
FROM (
  SELECT f.*
  FROM zertify_finding AS f
  JOIN zertify_traffic AS t ON t.id = f.traffic_id
  ORDER BY {{template "finding_order" .}}
  LIMIT {{.most}}
) AS f
JOIN zertify_traffic AS t ON t.id = f.traffic_id
ORDER BY {{template "finding_order" .}}
