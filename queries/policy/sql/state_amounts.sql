-- Sets in states the amounts of the connections they belong to.
UPDATE zertify_traffic AS t
SET whole_id = s.whole_id, records = s.records, connections = s.connections, bytes = s.bytes
FROM zertify_state AS s
WHERE s.id = t.id
