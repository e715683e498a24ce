import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAcceptedFor, acceptanceStatement } from '../../main/resources/static/protocol/acceptances.js';
import { ContentRefused, SEGMENT, contentHash, openContent, padmeLength, sealedLengthOf } from '../../main/resources/static/protocol/content.js';
import { associatedData, commitment, metadataKey } from '../../main/resources/static/protocol/data-keys.js';
import * as envelopes from '../../main/resources/static/protocol/envelopes.js';
import { Point, sign } from '../../main/resources/static/protocol/keys.js';
import { authoredStatement, metadataHash, MetadataRefused, openMetadata } from '../../main/resources/static/protocol/metadata.js';
import { concat, equal, fromHex, sha256, toHex, utf8 } from '../../main/resources/static/protocol/octets.js';
import * as operations from '../../main/resources/static/protocol/operations.js';
import { decide } from '../../main/resources/static/protocol/permissions.js';
import { address, label, unsigned } from '../../main/resources/static/protocol/words.js';
import { readVectors } from './vectors.js';

const hex = (octets) => '0x' + toHex(octets);

test('words', () => {
  const { words, refusals } = readVectors('words');
  const write = ({ type, value }) =>
    type === 'label' ? label(value) : type === 'address' ? address(value) : unsigned(BigInt(value), Number(type.slice(1)));
  for (const row of words) {
    assert.equal(hex(write(row)), row.word, row.type + ' ' + row.value);
  }
  for (const row of refusals) {
    assert.throws(() => write(row), RangeError, row.type + ' ' + row.value);
  }
});

test('operations that are good', async () => {
  const { registry, keys, operations: rows } = readVectors('operations');
  for (const row of rows) {
    const message = fromHex(row.message);
    const signatures = row.signatures.map(fromHex);
    const { kind, fields } = operations.parse(message, registry);
    assert.equal(hex(await operations.operationId(message)), row.id, row.name);
    assert.equal(hex(operations.compose(kind, fields, registry)), row.message, row.name);
    const signer = keys.find((key) => key.name === row.signers[0]);
    assert.ok(await operations.isSignedBy(message, signatures, pointOf(signer), registry), row.name);
    assert.equal(hex(operations.frame(message, signatures)), '0x' + row.frame.map((word) => word.slice(2)).join(''), row.name);
  }
});

test('participants are the hash of their first key', async () => {
  for (const key of readVectors('operations').keys.filter((row) => row.participant)) {
    assert.equal(hex(await pointOf(key).participant()), key.participant, key.name);
  }
});

test('operations that are refused', async () => {
  const { registry, keys, time, refusals } = readVectors('operations');
  const points = new Map(await Promise.all(keys.map(async (key) => [hex(await pointOf(key).participant()), pointOf(key)])));
  for (const row of refusals) {
    assert.equal(await faultOf(row, registry, points, time), row.fault, row.name);
  }
});

async function faultOf(row, registry, points, time) {
  const message = fromHex(row.message);
  try {
    const { signer, fields } = operations.parse(message, registry);
    const signatures = row.signatures.map(fromHex);
    if (!(await operations.isSignedBy(message, signatures, points.get(hex(signer)), registry))) {
      return 'BAD_SIGNATURE';
    }
    return fields.validUntil !== undefined && fields.validUntil <= BigInt(time) ? 'EXPIRED' : 'ACCEPTED';
  } catch (e) {
    if (e instanceof operations.MalformedOperation) {
      return e.fault;
    }
    throw e;
  }
}

test('signing normalises s', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const point = Point.parse(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  for (let i = 0; i < 32; i++) {
    assert.ok(await point.verifies(utf8('message ' + i), await sign(pair.privateKey, utf8('message ' + i))));
  }
});

test('permissions', () => {
  const { columns, names, rows } = readVectors('permission');
  rows.forEach((row, i) => {
    const value = Object.fromEntries(columns.map((column, k) => [column, row[k]]));
    const entry = (name) =>
      Object.fromEntries(['effect', 'roles', 'permissions', 'purposes', 'notBefore', 'notAfter'].map((field) => [field, value[`${name}.${field}`]]));
    const answer = decide(
      { ...value, actorIsPatient: value.actorIsPatient === 1, actorIsAuthor: value.actorIsAuthor === 1, oneRecord: value.oneRecord === 1 },
      {
        recordPerson: entry('record-person'),
        recordOrganisation: entry('record-organisation'),
        allPerson: entry('all-person'),
        allOrganisation: entry('all-organisation'),
      },
    );
    assert.deepEqual(answer, { permitted: value.permitted === 1, basis: value.basis }, names[i]);
  });
});

test('Padmé', () => {
  for (const [length, expected] of readVectors('padme').rows) {
    assert.equal(padmeLength(length), expected, `length ${length}`);
  }
  for (const length of [-1, 0.5, NaN, 2 ** 53 + 2, 7n, '7']) {
    assert.throws(() => padmeLength(length), RangeError, `length ${length}`);
  }
});

const plaintextOf = (length) => Uint8Array.from({ length }, (_, i) => (7 * i + Math.floor(i / 256)) & 0xff);

/** Seals as PROTOCOL.md says, with everything chosen. */
function seal(v, length) {
  return sealPadded(v, concat(plaintextOf(length), new Uint8Array(padmeLength(length) - length)));
}

async function sealPadded(v, plain) {
  const header = concat(Uint8Array.of(40), fromHex(v.salt), fromHex(v.noncePrefix));
  const ikm = await crypto.subtle.importKey('raw', fromHex(v.dataKey), 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: fromHex(v.salt), info: fromHex(v.associatedData) }, ikm, 256);
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt']);
  const parts = [header];
  for (let from = 0, i = 0; i === 0 || from < plain.length; i++) {
    const to = Math.min(plain.length, from + SEGMENT - 16 - (i === 0 ? 40 : 0));
    const counter = Uint8Array.of(i >>> 24, i >>> 16, i >>> 8, i, to === plain.length ? 1 : 0);
    const iv = concat(fromHex(v.noncePrefix), counter);
    parts.push(new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain.slice(from, to))));
    from = to;
  }
  return concat(...parts);
}

const segmentsOf = (sealed) => Array.from({ length: Math.ceil(sealed.length / SEGMENT) }, (_, i) => sealed.slice(i * SEGMENT, (i + 1) * SEGMENT));

async function read(head, dataKey, sealed, length) {
  const segments = segmentsOf(sealed);
  const pieces = [];
  try {
    for await (const piece of openContent(head, dataKey, async (i) => segments[i] ?? new Uint8Array(0), length)) {
      pieces.push(piece);
    }
  } catch (e) {
    return { released: concat(...pieces), refused: e };
  }
  return { released: concat(...pieces) };
}

test('content that opens', async () => {
  const v = readVectors('content');
  const associated = associatedData(v.registry, fromHex(v.record), v.version);
  assert.equal(hex(associated), v.associatedData);
  assert.equal(hex(await commitment(fromHex(v.dataKey), associated)), v.commitment);
  assert.equal(hex(await metadataKey(fromHex(v.dataKey), associated)), v.metadataKey);
  for (const row of v.contents) {
    const sealed = await seal(v, row.length);
    assert.equal(padmeLength(row.length), row.paddedLength);
    assert.equal(sealedLengthOf(row.length), row.sealedLength);
    assert.equal(sealed.length, row.sealedLength);
    assert.equal(hex(await sha256(sealed)), row.sealedSha256);
    const segmentHashes = await Promise.all(segmentsOf(sealed).map(sha256));
    assert.deepEqual(segmentHashes.map(hex), row.segmentHashes);
    assert.equal(hex(await contentHash(sealed.length, segmentHashes)), row.contentHash);
    const head = headOf(v, associated, sealed.length, segmentHashes, fromHex(row.contentHash));
    const answer = await read(head, fromHex(v.dataKey), sealed, row.length);
    assert.equal(answer.refused, undefined);
    assert.equal(hex(await sha256(answer.released)), row.plaintextSha256);
  }
});

test('content that is refused, with the original hashes and with hashes of a conspiring store', async () => {
  const v = readVectors('content');
  const original = await seal(v, v.refusalsOf);
  const hashes = await Promise.all(segmentsOf(original).map(sha256));
  const plain = plaintextOf(v.refusalsOf);
  for (const row of v.refusals) {
    const served = servedOf(row, original);
    const change = row.change ?? {};
    const registry = { chainId: change.chainId ?? v.registry.chainId, address: change.address ?? v.registry.address };
    const associated = associatedData(registry, fromHex(change.record ?? v.record), change.version ?? v.version);
    const dataKey = fromHex(change.dataKey ?? v.dataKey);
    const keyCommitment = fromHex(change.commitment ?? v.commitment);
    const hash = change.contentHash ? fromHex(change.contentHash) : await contentHash(original.length, hashes);
    const honest = { ...headOf(v, associated, original.length, hashes, hash), keyCommitment };
    const served2 = await Promise.all(segmentsOf(served).map(sha256));
    const made = {
      ...headOf(v, associated, served.length, served2, change.contentHash ? hash : await contentHash(served.length, served2)),
      keyCommitment: change.commitment ? keyCommitment : await commitment(dataKey, associated),
    };
    for (const head of [honest, made]) {
      const answer = await read(head, dataKey, served, v.refusalsOf);
      assert.ok(answer.refused instanceof ContentRefused, `${row.name}: ${answer.refused}`);
      assert.ok(answer.released.length <= row.released, `${row.name} released ${answer.released.length}`);
      assert.ok(equal(answer.released, plain.slice(0, answer.released.length)), row.name);
    }
  }
});

test('content whose padding is wrong is never called whole', async () => {
  const v = readVectors('content');
  const associated = associatedData(v.registry, fromHex(v.record), v.version);
  for (const row of v.mispadded) {
    const padded = new Uint8Array(row.paddedLength);
    padded.set(plaintextOf(Math.min(row.length, row.paddedLength)));
    if (row.touched >= 0) {
      padded[row.touched] = 1;
    }
    const sealed = await sealPadded(v, padded);
    assert.equal(hex(await sha256(sealed)), row.sealedSha256, row.name);
    const hashes = await Promise.all(segmentsOf(sealed).map(sha256));
    const head = headOf(v, associated, sealed.length, hashes, await contentHash(sealed.length, hashes));
    const answer = await read(head, fromHex(v.dataKey), sealed, row.length);
    assert.ok(answer.refused instanceof ContentRefused, `${row.name}: ${answer.refused}`);
    assert.ok(answer.released.length <= row.released, `${row.name} released ${answer.released.length}`);
    assert.ok(equal(answer.released, plaintextOf(answer.released.length)), row.name);
  }
});

test('a length that is none opens nothing', async () => {
  const v = readVectors('content');
  const sealed = await seal(v, 100);
  const hashes = await Promise.all(segmentsOf(sealed).map(sha256));
  const head = headOf(v, fromHex(v.associatedData), sealed.length, hashes, await contentHash(sealed.length, hashes));
  for (const length of [-1, 100.5, NaN, '100', undefined, 2 ** 53, 100n]) {
    const answer = await read(head, fromHex(v.dataKey), sealed, length);
    assert.ok(answer.refused instanceof ContentRefused, `${length}: ${answer.refused}`);
    assert.equal(answer.released.length, 0);
  }
});

function headOf(v, associated, sealedLength, segmentHashes, hash) {
  return { associated, keyCommitment: fromHex(v.commitment), contentHash: hash, sealedLength, segmentHashes };
}

function servedOf(row, original) {
  const bounds = row.pieces ?? [0, original.length];
  const parts = [];
  for (let i = 0; i < bounds.length; i += 2) {
    parts.push(original.slice(bounds[i], bounds[i + 1]));
  }
  const served = concat(...parts);
  if (row.flip !== undefined) {
    served[row.flip] ^= 1;
  }
  return served;
}

test('metadata', async () => {
  const v = readVectors('metadata');
  const associated = associatedData(v.registry, fromHex(v.record), v.version);
  const sealed = fromHex(v.sealed.octets);
  assert.equal(hex(await metadataHash(sealed, v.category, v.sealedLength, v.time)), v.sealed.metadataHash);
  const metadata = await openMetadata(sealed, fromHex(v.dataKey), associated);
  const expected = JSON.parse(v.sealed.json);
  assert.equal(metadata.title, expected.title);
  assert.equal(toHex(metadata.sha256), expected.sha256);
  const statement = authoredStatement(fromHex(v.record), fromHex(v.patient), metadata.sha256);
  assert.equal(hex(statement), v.authored);
  const author = new Point(fromHex(v.authorX), fromHex(v.authorY));
  assert.ok(await author.verifies(statement, metadata.authorSignature));
  for (const row of v.refusals) {
    await assert.rejects(openMetadata(fromHex(row.octets), fromHex(v.dataKey), associated), MetadataRefused, row.name);
  }
});

test('envelopes', async () => {
  const v = readVectors('envelope');
  for (const row of v.envelopes) {
    assert.equal(hex(await openEnvelope(v, row)), v.dataKey, row.name);
    assert.ok(await envelopeIsSigned(v, row), row.name);
  }
  for (const row of v.refusals) {
    if (row.fault === 'OPEN') {
      await assert.rejects(openEnvelope(v, row), envelopes.EnvelopeRefused, row.name);
    } else {
      assert.equal(hex(await openEnvelope(v, row)), v.dataKey, row.name);
      assert.equal(await envelopeIsSigned(v, row), false, row.name);
    }
  }
});

test('an envelope that was wrapped here opens, for its recipient only', async () => {
  const v = readVectors('envelope');
  const [row, other] = v.envelopes;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const recipient = { participant: fromHex(row.recipient), encryptionKey: pointOf(row), keySequence: row.keySequence };
  const wrapped = await envelopes.wrap(fromHex(v.dataKey), associatedOf(v, row), recipient, pair.privateKey);
  const entry = { ...row, envelope: hex(wrapped.envelope) };
  assert.equal(hex(await openEnvelope(v, entry)), v.dataKey);
  await assert.rejects(openEnvelope(v, { ...entry, private: other.private, x: other.x, y: other.y }), envelopes.EnvelopeRefused);
});

const associatedOf = (v, row) => associatedData(v.registry, fromHex(row.record), row.version);

async function openEnvelope(v, row) {
  const secret = await envelopes.importSecret(fromHex(row.private), pointOf(row));
  const recipient = { participant: fromHex(row.recipient), keySequence: row.keySequence };
  return envelopes.open(fromHex(row.envelope), associatedOf(v, row), recipient, secret, pointOf(row), fromHex(row.commitment));
}

function envelopeIsSigned(v, row) {
  const wrapper = new Point(fromHex(row.wrapperX), fromHex(row.wrapperY));
  return envelopes.isSignedBy(wrapper, associatedOf(v, row), fromHex(row.recipient), fromHex(row.envelope), fromHex(row.signature));
}

test('acceptances', async () => {
  const v = readVectors('acceptance');
  const serviceKey = new Point(fromHex(v.serviceX), fromHex(v.serviceY));
  for (const row of v.acceptances) {
    const acceptance = { ...row, store: fromHex(row.store), signature: fromHex(row.signature) };
    assert.equal(await isAcceptedFor(acceptance, fromHex(row.operation), v.registry, serviceKey), row.holds, row.name);
    if (row.statement) {
      assert.equal(hex(acceptanceStatement(acceptance, fromHex(row.operation), v.registry)), row.statement, row.name);
    }
  }
});

test('refusal log', async () => {
  for (const row of readVectors('acceptance').refusalLog) {
    const words = concat(
      label('anamnesis/v1 refusal'), fromHex(row.previous), fromHex(row.operation), fromHex(row.actor), fromHex(row.record),
      unsigned(row.time, 64), await sha256(utf8(row.problemType)),
    );
    assert.equal(hex(await sha256(words)), row.hash);
  }
});

function pointOf(key) {
  return new Point(fromHex(key.x), fromHex(key.y));
}
