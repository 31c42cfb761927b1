-- v_port: what ports carry, one row per port. Sites put their own before it with --ports.
CREATE OR REPLACE VIEW v_port AS
SELECT CAST(unnest(range(port_from, port_to + 1)) AS INTEGER) AS port, meaning, carries, weight
FROM port_meaning;

-- v_call_home_place: where consoles of older hardware call home, and how they were described to.
CREATE OR REPLACE VIEW v_call_home_place AS
SELECT address, protocol, port, what, crypto, source
FROM call_home_place;
