-- How strong an algorithm is, in bits of work to break it, for comparison only. Values follow
-- NIST SP 800-57 Part 1 Rev. 5 and SP 800-56A Rev. 3; groups 1 and 5 lie between their neighbours.
-- RC4 and RC2 count as 0: their weakness is not the length of the key. A NULL means that the size
-- of the key is the strength. Kinds mac and ike-auth are ranks, weakest first, used to pick the weaker of two.
-- is_weak: below 112 bits, or a block of 64 bits, which no length of key makes up for.
CREATE OR REPLACE TABLE strength AS
SELECT kind, item, CAST(bits AS INTEGER) AS bits,
       coalesce(bits < 112, false) OR kind = 'cipher' AND item IN ('3DES', 'IDEA', 'CAST128', 'BLOWFISH', 'GOST28147') AS is_weak
FROM (VALUES
    ('cipher', 'NULL', 0), ('cipher', 'NONE', 0),
    ('cipher', 'DES40', 40), ('cipher', 'RC2-40', 40), ('cipher', 'RC4-40', 40), ('cipher', 'ACSS', 40),
    ('cipher', 'DES', 56), ('cipher', 'FORTEZZA', 80), ('cipher', '3DES', 112),
    ('cipher', 'RC2', 0), ('cipher', 'RC2-128', 0), ('cipher', 'RC4', 0), ('cipher', 'RC4-128', 0),
    ('cipher', 'RC4-256', 0), ('cipher', 'ARCFOUR', 0),
    ('cipher', 'IDEA', 128), ('cipher', 'SEED', 128), ('cipher', 'CAST128', 128), ('cipher', 'BLOWFISH', NULL),
    ('cipher', 'CHACHA20-POLY1305', 256), ('cipher', 'GOST28147', 256), ('cipher', 'AES-GMAC', 0),
    ('dh', '1', 60), ('dh', '2', 80), ('dh', '5', 90), ('dh', '14', 112), ('dh', '15', 128),
    ('dh', '16', 152), ('dh', '17', 176), ('dh', '18', 200), ('dh', '19', 128), ('dh', '20', 192),
    ('dh', '21', 256), ('dh', '22', 80), ('dh', '23', 112), ('dh', '24', 112), ('dh', '25', 96),
    ('dh', '26', 112), ('dh', '27', 112), ('dh', '28', 128), ('dh', '29', 192), ('dh', '30', 256),
    ('dh', '31', 128), ('dh', '32', 224),
    ('ssh-kex', 'NONE', 0), ('ssh-kex', 'rsa1024-sha1', 80),
    ('ssh-kex', 'diffie-hellman-group1-sha1', 80), ('ssh-kex', 'diffie-hellman-group14-sha1', 112),
    ('ssh-kex', 'diffie-hellman-group14-sha256', 112), ('ssh-kex', 'diffie-hellman-group15-sha512', 128),
    ('ssh-kex', 'diffie-hellman-group16-sha512', 152), ('ssh-kex', 'diffie-hellman-group17-sha512', 176),
    ('ssh-kex', 'diffie-hellman-group18-sha512', 200), ('ssh-kex', 'ecdh-sha2-nistp256', 128),
    ('ssh-kex', 'ecdh-sha2-nistp384', 192), ('ssh-kex', 'ecdh-sha2-nistp521', 256),
    ('ssh-kex', 'curve25519-sha256', 128), ('ssh-kex', 'curve448-sha512', 224),
    ('hash', 'MD2', 20), ('hash', 'MD5', 20), ('hash', 'SHA1', 63), ('hash', 'SHA224', 112),
    ('hash', 'SHA256', 128), ('hash', 'SHA384', 192), ('hash', 'SHA512', 256),
    ('tls-kex', 'RSA-EXPORT1024', 80), ('tls-kex', 'DHE-EXPORT1024', 80),
    ('tls-kex', 'NULL', 0), ('tls-kex', 'RSA-EXPORT', 40), ('tls-kex', 'DH-EXPORT', 40),
    ('tls-kex', 'DHE-EXPORT', 40), ('tls-kex', 'DH-ANON-EXPORT', 40), ('tls-kex', 'KRB5-EXPORT', 40),
    ('mac', 'NONE', 0), ('mac', 'MD2', 10), ('mac', 'HMAC-MD5-96', 20), ('mac', 'HMAC-MD5-128', 21),
    ('mac', 'HMAC-MD5', 22), ('mac', 'RIPEMD-160', 30), ('mac', 'UMAC-64', 31), ('mac', 'HMAC-SHA1-96', 40),
    ('mac', 'HMAC-SHA1', 41), ('mac', 'AES-XCBC-96', 42), ('mac', 'AES128-XCBC', 43), ('mac', 'UMAC-128', 120),
    ('mac', 'HMAC-SHA2-224', 121), ('mac', 'HMAC-SHA2-256-128', 122), ('mac', 'HMAC-SHA2-256', 123),
    ('mac', 'HMAC-SHA2-384-192', 124), ('mac', 'HMAC-SHA2-384', 125), ('mac', 'HMAC-SHA2-512-256', 126),
    ('mac', 'HMAC-SHA2-512', 127), ('mac', 'AES-GMAC-128', 128), ('mac', 'AES-GMAC-256', 129), ('mac', 'AEAD', 130),
    ('ike-auth', 'NONE', 0), ('ike-auth', 'PRESHARED', 20), ('ike-auth', 'DSS', 30), ('ike-auth', 'RSA', 112), ('ike-auth', 'DS', 113),
    ('ike-auth', 'ECDSA-256', 128), ('ike-auth', 'ECDSA-384', 192), ('ike-auth', 'ECDSA-521', 256)
) AS t(kind, item, bits);

-- Strength of a public key of a given type and size in bits; NULL when the type or size is not known.
CREATE OR REPLACE MACRO key_strength(key_type, key_bits) AS
    CASE
        WHEN key_bits IS NULL THEN NULL
        WHEN key_type IN ('RSA', 'RSA1', 'DSA', 'DH') THEN
            CASE
                WHEN key_bits >= 15360 THEN 256
                WHEN key_bits >= 7680 THEN 192
                WHEN key_bits >= 4096 THEN 152
                WHEN key_bits >= 3072 THEN 128
                WHEN key_bits >= 2048 THEN 112
                WHEN key_bits >= 1536 THEN 96
                WHEN key_bits >= 1024 THEN 80
                WHEN key_bits >= 512 THEN 56
                ELSE 0
            END
        WHEN key_type IN ('ECDSA', 'EDDSA') THEN least(key_bits // 2, 256)
    END;

-- Where two directions, ends or phases have one attribute, the weaker value stands for both: known to be weak,
-- before not known, before known to be good, so that neither silence nor a good value hides a weak one, and a
-- good one hides no silence. Flags follow the same rule without help: false AND NULL is false, true AND NULL is
-- NULL. rank_of ranks one value: weak ones from 0, what is not known (item NULL) at 1000, good ones from 2000.
CREATE OR REPLACE MACRO rank_of(item, bits, is_weak) AS
    CASE
        WHEN item IS NULL THEN 1000
        WHEN coalesce(is_weak, bits < 112, false) THEN coalesce(bits, 0)
        ELSE 2000 + coalesce(bits, 0)
    END;

CREATE OR REPLACE MACRO weaker(a, rank_a, b, rank_b) AS
    CASE WHEN rank_a <= rank_b THEN a ELSE b END;

-- "None or AEAD" is AEAD beside a cipher that authenticates, none beside one that does not, and not
-- known beside a cipher that is not known.
CREATE OR REPLACE MACRO plain_mac(mac, cipher) AS
    CASE
        WHEN mac <> 'NONE' THEN mac
        WHEN mac IS NULL OR cipher IS NULL THEN NULL
        WHEN cipher LIKE '%-GCM' OR cipher LIKE '%-CCM%' OR cipher LIKE '%POLY1305' OR cipher = 'AES-GMAC' THEN 'AEAD'
        ELSE 'NONE'
    END;
