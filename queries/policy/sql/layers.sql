-- The layers that suites describe, and those that a session's protection names and no suite describes: they are there
-- and nothing is known of them.
CREATE OR REPLACE TEMP TABLE zertify_layer AS
SELECT k.kind_id, k.suite_id, y.layer
FROM zertify_kind AS k
JOIN suite_layer AS y ON y.suite_id = k.suite_id
UNION
SELECT k.kind_id, k.suite_id, p.layer
FROM zertify_kind AS k
JOIN (VALUES ('+TLS+', 'tls'), ('+SSH+', 'ssh'), ('+IPSEC+', 'ipsec'), ('+IKE+', 'ike')) AS p (name, layer)
  ON position(p.name IN '+' || k.protection || '+') > 0
