-- Names of codes, as shipped and as added by a site.
CREATE TABLE IF NOT EXISTS code (
	enum VARCHAR,
	code VARCHAR,
	value BIGINT,
	name VARCHAR,
	token VARCHAR,
	bits INTEGER,
	basis VARCHAR,
	doc VARCHAR
);
COMMENT ON TABLE code IS 'Names of codes: enum, code as printed, number (NULL for text codes), name, policy token, size in bits, basis (documented, derived, inferred, site), meaning.';

-- TLS cipher suites registered with IANA, those of SSLv2, and those that well-known tools name though no register does.
CREATE TABLE IF NOT EXISTS tls_suite (
	code VARCHAR,
	name VARCHAR,
	kex VARCHAR,
	auth VARCHAR,
	cipher VARCHAR,
	bits INTEGER,
	mode VARCHAR,
	mac VARCHAR,
	aead BOOLEAN,
	pfs BOOLEAN,
	min_version VARCHAR,
	basis VARCHAR,
	source VARCHAR
);
COMMENT ON TABLE tls_suite IS 'TLS cipher suites by code: four hex digits, six for SSLv2. Basis is registered, unregistered or inferred; source names the tools that know a suite that is not registered. An inferred name is a candidate only.';

-- A cipher suite as it is shown: by its registered name, else by what is known of its name, with the code.
CREATE OR REPLACE MACRO suite_label(code, name, basis) AS
	CASE
		WHEN name IS NULL THEN 'unknown (' || code || ')'
		WHEN basis = 'unregistered' THEN name || ' (' || code || ', unregistered)'
		WHEN basis = 'inferred' THEN name || '? (' || code || ')'
		ELSE name
	END;
