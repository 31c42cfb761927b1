-- id: ipsec-weak-cipher
-- title: IPSec without encryption, or with DES or 3DES
-- severity: high
-- param: ciphers VARCHAR 'NULL,NONE,DES,DES40,3DES,RC4,IDEA,BLOWFISH,CAST128' ciphers not accepted, separated by commas
-- uses: v_endpoint, suite_layer
-- refs: RFC 8221; RFC 8247; NIST SP 800-77 Rev. 1
-- remediation: IpDataOffer: HowToEncrypt AES_GCM_16 KeyLength 256 (or AES_CBC with an HMAC-SHA2); KeyExchangeOffer:
--   HowToEncrypt AES_CBC KeyLength 256.
-- caveats: The codes of AES in zERT IPSec sections are not documented in what this program knows; they count
--   as not known until confirmed.
--
-- Why: DES can be searched through in hours, 3DES leaks after a few gigabytes because of its short block, and a
-- NULL cipher or AH alone hides nothing.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE l.layer IN ('ike', 'ipsec');

-- name: findings
SELECT CASE WHEN l.cipher IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN l.layer = 'ike' THEN 'phase 1: ' ELSE 'phase 2: ' END || CASE WHEN l.cipher IS NULL THEN 'cipher not known' ELSE 'cipher ' || l.cipher END AS reason,
       e.file_id,
       e.record_no,
       l.layer,
       l.cipher,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE l.layer IN ('ike', 'ipsec')
  AND (l.cipher IS NULL OR position(',' || l.cipher || ',' IN ',' || $ciphers || ',') > 0)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no, l.layer;
