import assert from 'node:assert/strict';
import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { KeyFileRefused, NoKeyFile, newKeyFile, openKeyFile } from '../../main/resources/static/protocol/key-files.js';
import { sign } from '../../main/resources/static/protocol/keys.js';
import { toHex, utf8 } from '../../main/resources/static/protocol/octets.js';

const PASSPHRASE = 'Grüße an alle Köche';
const NOW = Date.UTC(2026, 10, 23, 8);
const file = await newKeyFile(PASSPHRASE, NOW);

test('keys open with their passphrase, sign, and cannot be extracted', async () => {
  const keys = await openKeyFile(file, PASSPHRASE);
  assert.ok(await keys.signing.point.verifies(utf8('message'), await sign(keys.signing.secret, utf8('message'))));
  for (const { secret } of [keys.signing, keys.encryption]) {
    assert.equal(secret.extractable, false);
    await assert.rejects(crypto.subtle.exportKey('pkcs8', secret));
    await assert.rejects(crypto.subtle.exportKey('jwk', secret));
  }
  assert.deepEqual(keys.signing.secret.usages, ['sign']);
  assert.deepEqual(keys.encryption.secret.usages, ['deriveBits']);
  assert.deepEqual(keys.participant, await keys.signing.point.participant());
  const kept = structuredClone(keys.signing.secret);
  assert.ok(await keys.signing.point.verifies(utf8('kept'), await sign(kept, utf8('kept'))));
});

test('the passphrase is the same in either way to write its letters', async () => {
  assert.ok(await openKeyFile(file, PASSPHRASE.normalize('NFD')));
});

test('other software reads keys and certificate', async () => {
  const keys = await openKeyFile(file.replaceAll('\n', '\r\n'), PASSPHRASE);
  const [first, second, certificate] = file.split(/(?<=-----END [A-Z ]+-----\n)/);
  for (const [key, { point }] of [[first, keys.signing], [second, keys.encryption]]) {
    const { x, y } = createPublicKey(createPrivateKey({ key, passphrase: PASSPHRASE })).export({ format: 'jwk' });
    assert.deepEqual({ x, y }, { x: point.jwk().x, y: point.jwk().y });
  }
  const x509 = new X509Certificate(certificate);
  assert.equal(x509.subject, `CN=${toHex(keys.participant)}`);
  assert.ok(x509.verify(x509.publicKey));
  assert.deepEqual(new Uint8Array(x509.raw), keys.certificate);
  assert.equal(Date.parse(x509.validFrom), Date.UTC(2026, 10, 23));
});

test('what is no key file is told apart from one that another passphrase opens, and a lost last line end is nothing', async () => {
  for (const text of ['', 'x', '\u0000\u0082\u0003', file + 'x']) {
    await assert.rejects(openKeyFile(text, PASSPHRASE), NoKeyFile, text);
  }
  await assert.rejects(openKeyFile(file, PASSPHRASE + '!'), (e) => !(e instanceof NoKeyFile) && e instanceof KeyFileRefused);
  assert.deepEqual((await openKeyFile(file.trimEnd(), PASSPHRASE)).participant, (await openKeyFile(file, PASSPHRASE)).participant);
});

test('a wrong passphrase, and a file that is changed, cut or another, is refused', async () => {
  const blocks = file.split(/(?<=-----END [A-Z ]+-----\n)/);
  const other = (await newKeyFile(PASSPHRASE, NOW)).split(/(?<=-----END [A-Z ]+-----\n)/);
  const faulty = [
    '', 'x', blocks[0], blocks[0] + blocks[1], blocks[2] + blocks[0] + blocks[1], blocks[0] + blocks[0] + blocks[2],
    blocks[0] + blocks[1] + other[2], file + blocks[2], file + 'x', file.replace('MII', 'MIJ'), file.replace(/\n.{10}/, '\n'), null,
  ];
  for (const text of faulty) {
    await assert.rejects(openKeyFile(text, PASSPHRASE), KeyFileRefused, String(text));
  }
  for (const passphrase of ['', PASSPHRASE + ' ', null]) {
    await assert.rejects(openKeyFile(file, passphrase), KeyFileRefused);
  }
  for (const passphrase of ['short', '😀'.repeat(11), null]) {
    await assert.rejects(newKeyFile(passphrase, NOW), KeyFileRefused);
  }
});
