-- One of the four numbers of an IPv4 address; NULL for what is none.
CREATE OR REPLACE MACRO octet(digits) AS CAST(TRY_CAST(digits AS UTINYINT) AS INTEGER);

-- The 32 hexadecimal digits of an IP address, which sort as addresses do, so that a network is a range of them. IPv4 lies where
-- IPv6 maps it, at ::ffff:0:0/96. It takes addresses as the loader writes them.
CREATE OR REPLACE MACRO address_key(addr) AS
    CASE
        WHEN contains(addr, '.') THEN '00000000000000000000ffff' || printf('%02x%02x%02x%02x',
            octet(split_part(replace(addr, '::ffff:', ''), '.', 1)), octet(split_part(addr, '.', 2)),
            octet(split_part(addr, '.', 3)), octet(split_part(addr, '.', 4)))
        WHEN contains(addr, ':') THEN regexp_replace(regexp_replace(
            ':' || replace(CASE WHEN starts_with(addr, '::') THEN '0' ELSE '' END || addr || CASE WHEN ends_with(addr, '::') THEN '0' ELSE '' END,
                '::', ':' || repeat('0:', 8 - (length(addr) - length(replace(addr, ':', ''))))),
            ':', ':000', 'g'), ':0*([0-9a-f]{4})', '\1', 'g')
    END;
