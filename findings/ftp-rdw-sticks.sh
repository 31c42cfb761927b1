#!/usr/bin/env bash
# zos-node-accessor switches RDWs on for one transfer and never off again.
#
# Guess: TransferMode.BINARY_RDW concerns that one download: the client sends SITE RDW before it and SITE NORDW after it,
#        or at least before the next transfer of another mode.
# Seen:  zos-node-accessor 2.0.11. SITE RDW is sent before the download and nothing undoes it. SITE settings of the z/OS
#        FTP server last as long as the session, so a later download as plain TransferMode.BINARY of the same connection
#        arrives with RDWs, too; which of the two a file has depends on what was fetched before it.
# So:    the same call with the same arguments yields two different files. Neither is damaged; a reader has to look at
#        the bytes and must not trust how the transfer was asked for.
set -euo pipefail
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT && cd "$tmp"
command -v node >/dev/null || { echo "node is needed"; exit 2; }
npm init -y >/dev/null 2>&1 && npm install --silent zos-node-accessor@2.0.11 >/dev/null 2>&1 || { echo "the package cannot be installed here"; exit 2; }

# A stand-in for the FTP server: it serves one variable-length record of three bytes, with its RDW while SITE RDW is in force.
cat > try.js <<'JS'
const net = require('net');
const { ZosAccessor, TransferMode } = require('zos-node-accessor');
const sent = [];
let rdw = false;

const server = net.createServer(control => {
  let data, connected;
  const say = line => control.write(line + '\r\n');
  say('220 FTP server ready');
  control.on('error', () => {});
  control.on('data', chunk => chunk.toString().split('\r\n').filter(Boolean).forEach(line => {
    const [verb, ...rest] = line.split(' ');
    const words = rest.join(' ').toUpperCase().split(/\s+/);
    switch (verb.toUpperCase()) {
      case 'USER': return say('331 password');
      case 'PASS': return say('230 logged on');
      case 'SITE':
        sent.push('SITE ' + words.join(' '));
        if (words.includes('RDW')) rdw = true;
        if (words.includes('NORDW')) rdw = false;
        return say('200 SITE command was accepted');
      case 'PASV':
        data = net.createServer();
        connected = new Promise(resolve => data.once('connection', resolve));
        return data.listen(0, '127.0.0.1', () => {
          const port = data.address().port;
          say(`227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255})`);
        });
      case 'RETR':
        say('150 sending');
        return connected.then(s => {
          const record = Buffer.from([0xc1, 0xc2, 0xc3]);
          s.end(rdw ? Buffer.concat([Buffer.from([0, 7, 0, 0]), record]) : record, () => { data.close(); say('250 sent'); });
        });
      case 'QUIT': say('221 bye'); return control.end();
      default: return say('200 ok');
    }
  }));
});

server.listen(0, '127.0.0.1', async () => {
  const client = new ZosAccessor();
  await client.connect({ host: '127.0.0.1', port: server.address().port, user: 'IBMUSER', password: 'x', pasvTimeout: 5000 });
  const fetch = async mode => (await client.downloadDataset("'SMF.DAILY'", mode)).toString('hex');
  const seen = [await fetch(TransferMode.BINARY), await fetch(TransferMode.BINARY_RDW), await fetch(TransferMode.BINARY)];
  console.log('binary, then binary with RDW, then binary: ' + seen.join(', '));
  console.log('SITE NORDW sent: ' + sent.some(s => / NORDW/.test(s)));
  await client.close();
  server.close();
  const asWritten = seen.join() === 'c1c2c3,00070000c1c2c3,00070000c1c2c3';
  process.exit(asWritten ? 0 : 1);
});
setTimeout(() => { console.log('no answer in 30 seconds'); process.exit(2); }, 30000).unref();
JS
node try.js
