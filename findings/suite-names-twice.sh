#!/usr/bin/env bash
# Names of TLS cipher suites: what two widely used tools print is no key.
#
# Guess: a suite name in Wireshark, and one in the table of testssl.sh, stands for one number.
# Seen:  Wireshark 4.0.17 prints the same name for a suite of the draft of ChaCha20 (CC13 to CC15) and for the one that
#        was registered (CCA8 to CCAA); it and testssl.sh 3.0.8 have one name each for FEFE and FFE1, and for FEFF and
#        FFE0. The suite 0061 is RC2_CBC_56_MD5 to one and RC2_56_MD5 to the other.
# So:    our tables, findings and appendix tables show the number beside the name, and match by the number.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
debs="tshark=4.0.17-0+deb12u3 wireshark-common=4.0.17-0+deb12u3 libwireshark16=4.0.17-0+deb12u3
libwireshark-data=4.0.17-0+deb12u3 libwiretap13=4.0.17-0+deb12u3 libwsutil14=4.0.17-0+deb12u3 libc-ares2=1.18.1-3
liblua5.2-0=5.2.4-3 libpcap0.8=1.10.3-1 libsmi2ldbl=0.4.8+dfsg2-16 libsnappy1v5=1.1.9-3 testssl.sh=3.0.8+dfsg-1"
apt-get download $debs >apt.log 2>&1 || { tail -3 apt.log; exit 2; }
for d in *.deb; do dpkg-deb -x "$d" root; done
lib=$tmp/root/usr/lib/$(gcc -dumpmachine 2>/dev/null || echo x86_64-linux-gnu)

LD_LIBRARY_PATH=$lib WIRESHARK_DATA_DIR=$tmp/root/usr/share/wireshark WIRESHARK_PLUGIN_DIR=$tmp \
	root/usr/bin/tshark -G values 2>tshark.log >values || { tail -3 tshark.log; exit 2; }
wireshark() { awk -F'\t' -v n="$(($1))" '$1 == "V" && $2 == "tls.handshake.ciphersuite" && $3 == n { print $4; exit }' values; }
map=$(find root -name cipher-mapping.txt)
testssl() { awk -v n="$1" '$1 == n { print $4 }' "$map"; }

ok=0
same() { echo "$1 | $2"; [ -n "$1" ] && [ "$1" = "$2" ] || ok=1; }
same "$(wireshark 0xcc13)" "$(wireshark 0xcca8)"
same "$(wireshark 0xcc15)" "$(wireshark 0xccaa)"
same "$(wireshark 0xfefe)" "$(wireshark 0xffe1)"
same "$(testssl 0xFE,0xFE)" "$(testssl 0xFF,0xE1)"
same "$(wireshark 0xfeff)" "$(wireshark 0xffe0)"
echo "0061: $(wireshark 0x0061) | $(testssl 0x00,0x61)"
[ "$(wireshark 0x0061)" != "$(testssl 0x00,0x61)" ] || ok=1
exit $ok
