#!/usr/bin/env bash
# Zowe's JavaScript SDK: a second download of a data set leaves the first one's file and reports success.
#
# Guess: Download.dataSet replaces the file, or fails because it exists; the file is named
#        after the kind of transfer; asking for binary and record together is an error.
# Seen:  @zowe/zos-files-for-zowe-sdk 8.37.1. Where the destination exists and `overwrite` is not set, no request is sent,
#        the old file stays, and the result has success: true; only the text of commandResponse says "skipped". The
#        default destination of SMF.DAILY is smf/daily.txt for every kind of transfer. With binary and record both
#        set, binary wins and the record lengths are gone.
# So:    a daily job that fetches "the" dump under one name judges the first day's for ever. The digest in our list of
#        inputs and "already loaded" are what betrays it.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v node >/dev/null || { echo "node is needed"; exit 2; }
npm init -y >/dev/null 2>&1 && npm install --silent --ignore-scripts @zowe/imperative@8.37.1 @zowe/core-for-zowe-sdk@8.37.1 \
	@zowe/zos-files-for-zowe-sdk@8.37.1 >/dev/null 2>&1 || { echo "the packages cannot be installed here"; exit 2; }

cat > try.js <<'JS'
const http = require('http');
const fs = require('fs');
const { Session } = require('@zowe/imperative');
const { Download } = require('@zowe/zos-files-for-zowe-sdk');
const asked = [];

// Stands in for z/OSMF: a new record for each request, so that one can tell which download a file holds.
const server = http.createServer((request, response) => {
  asked.push(request.headers['x-ibm-data-type']);
  response.end(Buffer.from([0, 0, 0, 1, asked.length]));
});

server.listen(0, '127.0.0.1', async () => {
  const session = new Session({
    hostname: '127.0.0.1', port: server.address().port, protocol: 'http', type: 'basic', user: 'IBMUSER', password: 'x',
  });
  const first = await Download.dataSet(session, 'SMF.DAILY', { record: true });
  const second = await Download.dataSet(session, 'SMF.DAILY', { record: true });
  const name = first.apiResponse.destination;
  console.log(`first:  success ${first.success}, ${name}`);
  console.log(`second: success ${second.success}, ${second.commandResponse}`);
  console.log(`file:   ${fs.readFileSync(name).toString('hex')}, requests sent: ${asked.length}`);
  const stale = second.success === true && asked.length === 1 && fs.readFileSync(name).toString('hex') === '0000000101';
  await Download.dataSet(session, 'SMF.OTHER', { binary: true, record: true });
  console.log(`binary and record together ask for: ${asked[1]}`);
  process.exit(stale && name === 'smf/daily.txt' && asked[1] === 'binary' ? 0 : 1);
});
setTimeout(() => { console.log('no answer in 60 seconds'); process.exit(2); }, 60000).unref();
JS
node try.js
