#!/usr/bin/env bash
# CryptoDataHub, the tables behind the scanner CryptoLyzer: what a suite's entry says is not always what its name says.
#
# Guess: the parts of a cipher suite's entry (mode, authenticated encryption, cipher, numbers) follow from its name, so
#        a scan by CryptoLyzer can be laid beside an audit of the records without looking at single suites.
# Seen:  CryptoDataHub 1.6.1. Two AES-CCM suites of RFC 8442 (D003, D005) are said to have no authenticated encryption;
#        two ARIA suites in CBC mode and all sixteen Salsa20 suites with HMAC-SHA1 are said to have it. A stream cipher
#        is in CBC mode (TLS_DHE_DSS_WITH_RC4_128_SHA). FFE0 is single DES and FFE1 triple DES; Wireshark and
#        testssl.sh have them the other way round, so 56 bits are taken for 168. The ARIA suites of RFC 6209, which
#        that document defines for TLS 1.2, are said to begin with TLS 1.0. For IKEv2 the ML-KEM groups have numbers
#        of the private range (65001 to 65003), not those of the registry (35 to 37).
# So:    compare by the number of the suite, and take mode and kind from the table of one side only.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v >/dev/null 2>&1 && v/bin/pip -q install cryptodatahub==1.6.1 2>/dev/null ||
	{ echo "CryptoDataHub 1.6.1 cannot be installed here"; exit 2; }

v/bin/python - <<'PY'
import sys
from cryptodatahub.ike.algorithm import Ikev2DiffieHellmanGroup
from cryptodatahub.tls.algorithm import TlsCipherSuite

suites = {s.value.code: s for s in TlsCipherSuite}
aead_by_name = lambda n: any(m in n for m in ("_GCM", "_CCM", "POLY1305", "_MGM"))
upper = lambda s: (s.value.iana_name or s.name).upper()

def differ(says):
    return sorted("%04X" % s.value.code for s in suites.values() if says(s) and s.value.code < 0xFF80)

not_aead = differ(lambda s: aead_by_name(upper(s)) and not s.value.authenticated_encryption)
aead = differ(lambda s: s.value.authenticated_encryption and ("_CBC_" in upper(s) or upper(s).endswith("_SHA1")))
stream_cbc = differ(lambda s: "RC4" in upper(s) and s.value.block_cipher_mode is not None)
aria = {s.value.initial_version.name for s in suites.values() if "ARIA" in upper(s) and "_CBC_" in upper(s)}
nss = [suites[c].value.bulk_cipher.name for c in (0xFFE0, 0xFFE1)]
kem = sorted(g.value.code for g in Ikev2DiffieHellmanGroup if "ML_KEM" in g.name)

wrong = 0
def see(what, found, expected):
    global wrong
    print(f"{what}: {found}")
    if found != expected:
        print(f"  expected: {expected}")
        wrong = 1

see("CCM, not authenticated", not_aead, ["D003", "D005"])
see("CBC or HMAC-SHA1, authenticated", aead, ["C070", "C071"] + ["E4%02X" % n for n in range(0x10, 0x20)])
see("RC4 in a block mode", stream_cbc, ["0066"])
see("ARIA in CBC mode begins with", aria, {"TLS1"})
see("FFE0, FFE1", nss, ["DES", "TRIPLE_DES_EDE"])
see("ML-KEM groups of IKEv2", kem, [65001, 65002, 65003])
sys.exit(wrong)
PY
