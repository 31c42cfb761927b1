-- One row per layer (role empty) and per certificate of each kind of traffic.
-- .columns: the attributes that are asked for; .limits: what to put in place of some, and more of them.
CREATE OR REPLACE TEMP TABLE zertify_unit AS
WITH keys AS (
  SELECT kind_id, suite_id, layer, '' AS role FROM zertify_layer
  UNION ALL
  SELECT l.kind_id, l.suite_id, l.layer, c.role
  FROM zertify_layer AS l
  JOIN suite_cert AS c ON c.suite_id = l.suite_id AND c.layer = l.layer
  UNION
  -- A TLS server shows a certificate, except with the key exchanges in which none takes part.
  SELECT l.kind_id, l.suite_id, l.layer, 'server'
  FROM zertify_layer AS l
  LEFT JOIN suite AS s ON s.suite_id = l.suite_id
  WHERE l.layer = 'tls'
    AND NOT EXISTS (SELECT 1 FROM suite_cert AS c WHERE c.suite_id = l.suite_id AND c.layer = 'tls')
    AND (s.tls_kex IS NULL OR s.tls_kex NOT IN ('PSK', 'DHE-PSK', 'ECDHE-PSK', 'DH-ANON', 'DH-ANON-EXPORT',
      'ECDH-ANON', 'KRB5', 'KRB5-EXPORT', 'SRP', 'ECJPAKE', 'ECCPWD', 'NULL'))
), facts AS (
  -- IKE belongs to the IPSec it makes keys for: together they are one protection of a connection.
  SELECT k.kind_id, k.layer, k.role, CASE WHEN k.layer = 'ike' THEN 'ipsec' ELSE k.layer END AS grp, q.record_level,
    CAST(s.candidates AS VARCHAR) AS candidates, CAST(y.unknown_codes AS VARCHAR) AS unknown_codes, {{.columns}}
  FROM keys AS k
  JOIN zertify_kind AS q ON q.kind_id = k.kind_id
  LEFT JOIN suite AS s ON s.suite_id = k.suite_id
  LEFT JOIN suite_layer AS y ON y.suite_id = k.suite_id AND y.layer = k.layer
  LEFT JOIN suite_cert AS c ON c.suite_id = k.suite_id AND c.layer = k.layer AND c.role = k.role
), carrier AS (
  -- Per kind, the strongest protection that is known to keep secrets. The connection's verdict rests on it; the other
  -- layers become notes.
  SELECT kind_id, grp
  FROM (
    SELECT kind_id, grp, row_number() OVER (PARTITION BY kind_id ORDER BY session_strength_bits DESC NULLS LAST,
      coalesce(strength_incomplete, TRUE), CASE grp WHEN 'tls' THEN 1 WHEN 'ssh' THEN 2 ELSE 3 END) AS place
    FROM facts
    WHERE role = '' AND layer <> 'ike' AND cipher NOT IN ('NULL', 'NONE', 'AES-GMAC')
      AND (layer <> 'ipsec' OR ipsec_protocol IS DISTINCT FROM 'AH')
  ) AS ranked
  WHERE place = 1
)
SELECT u.*{{.limits}}, carrier.grp IS NOT NULL AND carrier.grp <> u.grp AS note
FROM facts AS u
LEFT JOIN carrier ON carrier.kind_id = u.kind_id
