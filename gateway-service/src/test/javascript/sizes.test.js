import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptanceStatement } from '../../main/resources/static/protocol/acceptances.js';
import { contentHash } from '../../main/resources/static/protocol/content.js';
import { associatedData, checkDataKey, commitment, metadataKey } from '../../main/resources/static/protocol/data-keys.js';
import { EnvelopeRefused, importSecret, isSignedBy, open, statement, wrap } from '../../main/resources/static/protocol/envelopes.js';
import { parseJson } from '../../main/resources/static/protocol/json.js';
import { Point } from '../../main/resources/static/protocol/keys.js';
import { authoredStatement, MetadataRefused, openMetadata } from '../../main/resources/static/protocol/metadata.js';
import { fromBase64Url, fromHex, fromHex32, toHex } from '../../main/resources/static/protocol/octets.js';
import * as operations from '../../main/resources/static/protocol/operations.js';
import { address, readUnsigned, unsigned } from '../../main/resources/static/protocol/words.js';
import { readVectors } from './vectors.js';

const v = readVectors('operations');
const good32 = new Uint8Array(32).fill(7);
const WRONG_32 = [new Uint8Array(0), good32.slice(1), new Uint8Array(33), new Uint8Array(64), toHex(good32), Array.from(good32), 7, null, undefined];

const inKinds = v.operations.map((row) => operations.parse(fromHex(row.message), v.registry));

test('no kind is composed with a field of another size or type', () => {
  for (const { kind, fields } of inKinds) {
    for (const name of Object.keys(fields)) {
      for (const wrong of wrongFor(fields[name])) {
        assert.throws(() => operations.compose(kind, { ...fields, [name]: wrong }, v.registry), isOutOfRange, `${kind} ${name} ${String(wrong)}`);
      }
    }
  }
});

test('no kind is composed with a field missing or surplus', () => {
  for (const { kind, fields } of inKinds) {
    assert.throws(() => operations.compose(kind, { ...fields, more: good32 }, v.registry), isOutOfRange);
    for (const name of Object.keys(fields)) {
      const { [name]: left, ...others } = fields;
      assert.throws(() => operations.compose(kind, others, v.registry), isOutOfRange, `${kind} without ${name}`);
      assert.throws(() => operations.compose(kind, { ...others, [`${name} `]: left }, v.registry), isOutOfRange, `${kind} with ${name} misspelt`);
    }
  }
  assert.throws(() => operations.compose('GRANT', {}, v.registry), (e) => e.fault === 'UNKNOWN_KIND');
});

test('no message of another length is parsed', () => {
  for (const row of v.operations) {
    const message = fromHex(row.message);
    for (const wrong of [message.slice(1), message.slice(0, -32), message.slice(0, 96), new Uint8Array([...message, 0]), new Uint8Array([...message, ...good32]), row.message, null]) {
      assert.throws(() => operations.parse(wrong, v.registry), (e) => e.fault === 'WRONG_NUMBER_OF_WORDS', row.name);
    }
    for (const wrong of [new Uint8Array(63), new Uint8Array(65), 'x']) {
      assert.throws(() => operations.frame(message, [wrong]), RangeError);
    }
  }
});

function wrongFor(value) {
  if (value instanceof Uint8Array) {
    return WRONG_32;
  }
  return value instanceof Point ? [good32, { x: value.x, y: value.y }, null] : [-1, 0.5, 2n ** 64n, 2 ** 53, '1', true, null, good32];
}

function isOutOfRange(e) {
  return e instanceof operations.MalformedOperation && e.fault === 'FIELD_OUT_OF_RANGE';
}

const registry = v.registry;
const associated = associatedData(registry, good32, 1);
const point = new Point(fromHex(v.keys[0].x), fromHex(v.keys[0].y));

test('what is hashed or signed is made of ids, hashes and keys of their sizes only', async () => {
  for (const wrong of WRONG_32) {
    assert.throws(() => associatedData(registry, wrong, 1), RangeError);
    assert.throws(() => checkDataKey(wrong), RangeError);
    await rejects(async () => commitment(wrong, associated));
    await rejects(async () => metadataKey(wrong, associated));
    await rejects(async () => contentHash(56, [wrong]));
    assert.throws(() => authoredStatement(wrong, good32, good32), RangeError);
    assert.throws(() => authoredStatement(good32, wrong, good32), RangeError);
    assert.throws(() => authoredStatement(good32, good32, wrong), RangeError);
    assert.throws(() => acceptanceStatement({ store: wrong, acceptedAt: 1, anchoredBy: 2 }, good32, registry), RangeError);
    assert.throws(() => acceptanceStatement({ store: good32, acceptedAt: 1, anchoredBy: 2 }, wrong, registry), RangeError);
    assert.throws(() => statement(associated, wrong, new Uint8Array(113)), RangeError);
    assert.throws(() => new Point(wrong, point.y), RangeError);
    assert.throws(() => new Point(point.x, wrong), RangeError);
    assert.throws(() => readUnsigned(wrong, 64), RangeError);
  }
  for (const version of [0.5, -1, 2 ** 32, '1', null, true]) {
    assert.throws(() => associatedData(registry, good32, version), RangeError);
  }
  for (const wrong of [associated.slice(1), new Uint8Array(193), null]) {
    await rejects(async () => commitment(good32, wrong));
    assert.throws(() => statement(wrong, good32, new Uint8Array(113)), RangeError);
  }
  for (const octets of [112, 114, 0]) {
    assert.throws(() => statement(associated, good32, new Uint8Array(octets)), RangeError);
    await assert.rejects(isSignedBy(point, associated, good32, new Uint8Array(octets), new Uint8Array(64)), RangeError);
  }
});

test('no key is wrapped for, or opened by, a recipient of another size', async () => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const secret = await importSecret(fromHex(v.keys[0].private), point);
  const recipient = { participant: good32, encryptionKey: point, keySequence: 0 };
  const { envelope } = await wrap(good32, associated, recipient, privateKey);
  const kept = await commitment(good32, associated);
  assert.deepEqual(await open(envelope, associated, recipient, secret, point, kept), good32);
  for (const wrong of WRONG_32) {
    await rejects(() => wrap(good32, associated, { ...recipient, participant: wrong }, privateKey));
    await rejects(() => wrap(wrong, associated, recipient, privateKey));
    await assert.rejects(open(envelope, associated, { ...recipient, participant: wrong }, secret, point, kept), EnvelopeRefused);
    await assert.rejects(open(envelope, associated, recipient, secret, point, wrong), EnvelopeRefused);
  }
  for (const octets of [envelope.slice(1), new Uint8Array(114), null]) {
    await assert.rejects(open(octets, associated, recipient, secret, point, kept), EnvelopeRefused);
  }
  for (const octets of [new Uint8Array(0), new Uint8Array(27), new Uint8Array(65537), null]) {
    await assert.rejects(openMetadata(octets, good32, associated), MetadataRefused);
  }
});

test('a signature of another size does not verify', async () => {
  for (const octets of [new Uint8Array(63), new Uint8Array(65), new Uint8Array(0), 'x', null]) {
    assert.equal(await point.verifies(good32, octets), false);
  }
  for (const octets of [point.uncompressed().slice(1), new Uint8Array(66), null]) {
    assert.throws(() => Point.parse(octets), RangeError);
  }
});

test('numbers and texts have one form', () => {
  for (const value of [1.5, NaN, '1', true, null, [], 2 ** 53]) {
    assert.throws(() => unsigned(value, 64), RangeError);
  }
  for (const text of ['00'.repeat(20), '0x' + '0'.repeat(39), '0x' + '0'.repeat(41), '0x' + 'g'.repeat(40), null]) {
    assert.throws(() => address(text), RangeError);
  }
  for (const text of ['0x' + 'ab'.repeat(32), 'AB'.repeat(32), 'ab'.repeat(31), 'ab'.repeat(33), null]) {
    assert.throws(() => fromHex32(text), RangeError);
  }
  for (const text of ['AA==', 'AB', 'A', 'A A', '+/', 'AA\n', 'ä', null]) {
    assert.throws(() => fromBase64Url(text), RangeError);
  }
});

test('JSON keeps integers exact and its names apart from the prototype', () => {
  const read = parseJson('{"__proto__": {"x": 1}, "until": 18446744073709551615, "small": 9007199254740991, "list": [[], {}, true, "\\ud83d\\ude00"]}');
  assert.equal(read.until, 18446744073709551615n);
  assert.equal(read.small, Number.MAX_SAFE_INTEGER);
  assert.equal(read.x, undefined);
  assert.equal(read.list[3], '😀');
  assert.throws(() => parseJson('['.repeat(40) + ']'.repeat(40)), SyntaxError);
  assert.throws(() => parseJson('['.repeat(100000)), SyntaxError);
  assert.throws(() => parseJson(''), SyntaxError);
});

function rejects(action) {
  return assert.rejects(action, RangeError);
}
