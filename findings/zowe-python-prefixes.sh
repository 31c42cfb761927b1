#!/usr/bin/env bash
# Zowe's Python SDK: one of two calls that ask for record prefixes does not ask for them.
#
# Guess: Files.get_dsn_binary_content(name, with_prefixes=True) sends the same request as download_binary_dsn(…,
#        with_prefixes=True) and returns the bytes: z/OSMF's record mode, a four-byte length before each record.
# Seen:  zowe-zos-files-for-zowe-sdk 1.0.0.dev25. download_binary_dsn asks for X-IBM-Data-Type: record.
#        get_dsn_binary_content hands with_prefixes on in the place of another parameter, so it asks for `binary`
#        and returns a response object that is still to be read.
# So:    a dump of variable-length records fetched by the second call has lost where its records end, without a word.
#        It needs --salvage or, better, another transfer; only the bytes tell which call was used.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
python3 -m venv v && v/bin/pip -q install zowe-core-for-zowe-sdk==1.0.0.dev25 zowe-zos-files-for-zowe-sdk==1.0.0.dev25 2>pip.log || { cat pip.log; exit 2; }

timeout 60 v/bin/python - <<'PY'
import http.server, sys, threading
from zowe.zos_files_for_zowe_sdk import Files

asked = []

class Stand(http.server.BaseHTTPRequestHandler):  # stands in for z/OSMF and notes what was asked for
    def do_GET(self):
        asked.append(self.headers.get("X-IBM-Data-Type"))
        body = b"\x00\x00\x00\x03\xc1\xc2\xc3" if asked[-1] == "record" else b"\xc1\xc2\xc3"
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Stand)
threading.Thread(target=server.serve_forever, daemon=True).start()
files = Files({"host": "127.0.0.1", "port": server.server_port, "protocol": "http",
               "user": "IBMUSER", "password": "x", "rejectUnauthorized": False})

files.download_binary_dsn("SMF.DAILY", "out.bin", with_prefixes=True)
answer = files.get_dsn_binary_content("SMF.DAILY", with_prefixes=True)
seen = [asked[0], open("out.bin", "rb").read().hex(), asked[1], type(answer).__name__]
print("download_binary_dsn:    asks for %s, writes %s" % tuple(seen[:2]))
print("get_dsn_binary_content: asks for %s, returns a %s" % tuple(seen[2:]))
sys.exit(seen != ["record", "00000003c1c2c3", "binary", "Response"])
PY
