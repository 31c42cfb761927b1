"""Compares schema/layout/tls_suites.csv with three public tables of TLS cipher suites, and every difference with
suites.csv beside this file, which explains it.

    suites.py TLS-CIPHERSUITES.TXT [TLS-PARAMETERS-4.CSV]

The first file is the snapshot of the IANA registry in the crate tls-parser, the second, if there is one, the registry
itself as IANA publishes it. The other tables come with the packages cryptodatahub and scapy.
"""

import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
OURS = {r["code"]: r for r in csv.DictReader((HERE / "../../schema/layout/tls_suites.csv").open(encoding="utf-8"))}

CIPHERS = {"AES": "AES", "CAMELLIA": "CAMELLIA", "ARIA": "ARIA", "3DES": "3DES", "TRIPLE": "3DES", "DES": "DES",
           "DES40": "DES", "RC4": "RC4", "RC2": "RC2", "IDEA": "IDEA", "SEED": "SEED", "SM4": "SM4", "CHACHA20": "CHACHA20",
           "AEGIS": "AEGIS", "NULL": "NULL"}


def family(word):
    """The cipher without mode and key length, or None where the word is of another kind."""
    return CIPHERS.get(re.split(r"[-_]", word)[0]) if word else None


def ours(suite):
    mac = {"HMAC-SHA2-256": "SHA256", "HMAC-SHA2-384": "SHA384"}.get(suite["mac"], suite["mac"].replace("HMAC-", ""))
    bits = int(suite["bits"]) if suite["bits"] else None
    return {"name": suite["name"], "cipher": family(suite["cipher"]), "bits": bits, "mac": mac or None,
            "pfs": {"true": True, "false": False}.get(suite["pfs"])}


def registry_snapshot(path):
    for line in pathlib.Path(path).read_text(encoding="ascii").splitlines():
        code, name, kex, _, cipher, _, bits, mac = line.split(":")[:8]
        yield code.upper(), {"name": name, "cipher": family(cipher), "bits": int(bits),
                             "mac": mac.replace("HMAC-", ""), "pfs": kex in ("DHE", "ECDHE", "TLS13", "ECCPWD")}


def registry(path):
    for row in csv.DictReader(pathlib.Path(path).open(encoding="utf-8")):
        if row["Description"].startswith("TLS_"):
            yield "".join(re.findall("0x(..)", row["Value"])), {"name": row["Description"]}


def cryptodatahub():
    from cryptodatahub.tls.algorithm import SslCipherKind, TlsCipherSuite

    for suite in [*TlsCipherSuite, *SslCipherKind]:
        v = suite.value
        mode = v.block_cipher_mode.name if getattr(v, "block_cipher_mode", None) else ""
        aead = mode in ("GCM", "CCM", "CCM_8", "MGM") or v.bulk_cipher and v.bulk_cipher.name == "CHACHA20"
        mac = "AEAD" if aead else {"SHA2_256": "SHA256", "SHA2_384": "SHA384"}.get(*[v.mac.name] * 2) if v.mac else None
        kex = v.key_exchange.name if v.key_exchange else ""
        yield f"{v.code:0{2 * v.get_code_size()}X}", {
            "name": v.iana_name or suite.name if hasattr(v, "iana_name") else suite.name,
            "cipher": family(v.bulk_cipher.name) if v.bulk_cipher else "NULL", "mac": mac,
            "pfs": kex in ("DHE", "ECDHE", "ADH", "AECDH", "CECPQ1") if kex else None}


def scapy():
    from scapy.layers.tls.crypto.suites import _tls_cipher_suites

    for code, name in _tls_cipher_suites.items():
        yield f"{code:04X}" if code <= 0xFFFF else f"{code:06X}", {"name": name}


def differences(source, theirs, registered):
    """Yields source, code, attribute, what they say and what we say."""
    for code, suite in sorted(theirs.items()):
        if code not in OURS:
            yield source, code, "absent", suite["name"], ""
            continue
        mine = ours(OURS[code])
        for attribute, value in suite.items():
            if value is not None and mine[attribute] is not None and value != mine[attribute]:
                yield source, code, attribute, str(value), str(mine[attribute])
    for code, suite in sorted(OURS.items()):
        if code not in theirs and (not suite["basis"] if registered else not suite["basis"] and len(code) == 4):
            yield source, code, "theirs absent", "", suite["name"]


def main():
    tables = {"tls-parser": dict(registry_snapshot(sys.argv[1])), "cryptodatahub": dict(cryptodatahub()),
              "scapy": dict(scapy())}
    if len(sys.argv) > 2:
        tables["IANA"] = dict(registry(sys.argv[2]))
    explained = list(csv.DictReader((HERE / "suites.csv").open(encoding="utf-8")))
    used, open_ = set(), []
    for source, theirs in tables.items():
        for row in differences(source, theirs, False):
            for i, e in enumerate(explained):
                if e["source"] in (source, "any") and e["attribute"] == row[2] and re.fullmatch(e["codes"], row[1]):
                    used.add(i)
                    break
            else:
                open_.append(row)
    for row in open_:
        print("not explained:", *row, sep=" | ")
    for i, e in enumerate(explained):
        if i not in used and e["source"] in (*tables, "any"):
            print("no longer so:", e["source"], e["codes"], e["attribute"])
            open_.append(e)
    print(f"suites: {len(OURS)} of ours; " + ", ".join(f"{n} {len(t)}" for n, t in tables.items()) +
          f"; {len(explained)} explanations")
    sys.exit(bool(open_))


main()
