import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { ContentRefused, SEGMENT, contentHash, padmeLength } from '../../main/resources/static/protocol/content.js';
import { openStream } from '../../main/resources/static/protocol/content-stream.js';
import { serveContent } from '../../main/resources/static/protocol/content-worker.js';
import { associatedData, commitment, hkdf } from '../../main/resources/static/protocol/data-keys.js';
import { Sha256 } from '../../main/resources/static/protocol/digest.js';
import { concat, sha256 } from '../../main/resources/static/protocol/octets.js';
import { Unreachable } from '../../main/resources/static/protocol/unreachable.js';

const MIB = 1 << 20;
const dataKey = new Uint8Array(32).fill(3);
const associated = associatedData({ chainId: 1, address: '0x' + '42'.repeat(20) }, new Uint8Array(32).fill(1), 1);
const salt = new Uint8Array(32).fill(4);
const prefix = new Uint8Array(7).fill(5);

/** Sealed segments made one at a time; the plaintext is sevens, then its padding. */
async function sealing(length) {
  const key = await crypto.subtle.importKey('raw', await hkdf(dataKey, salt, associated), 'AES-GCM', false, ['encrypt']);
  const padded = padmeLength(length);
  const first = SEGMENT - 56;
  const count = 1 + Math.ceil(Math.max(0, padded - first) / (SEGMENT - 16));
  return {
    count,
    async segment(index) {
      const from = index === 0 ? 0 : first + (index - 1) * (SEGMENT - 16);
      const plain = new Uint8Array(Math.min(padded - from, index === 0 ? first : SEGMENT - 16));
      plain.fill(7, 0, Math.max(0, length - from));
      const counter = Uint8Array.of(0, 0, index >> 8, index, index === count - 1 ? 1 : 0);
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: concat(prefix, counter) }, key, plain));
      return index === 0 ? concat(Uint8Array.of(40), salt, prefix, sealed) : sealed;
    },
  };
}

async function recordOf(length) {
  const { count, segment } = await sealing(length);
  const segmentHashes = [];
  let sealedLength = 0;
  for (let i = 0; i < count; i++) {
    const sealed = await segment(i);
    segmentHashes.push(await sha256(sealed));
    sealedLength += sealed.length;
  }
  const digest = new Sha256();
  for (let left = length; left > 0; left -= MIB) {
    digest.update(new Uint8Array(Math.min(left, MIB)).fill(7));
  }
  const head = { associated, keyCommitment: await commitment(dataKey, associated), contentHash: await contentHash(sealedLength, segmentHashes), sealedLength, segmentHashes };
  return { head, metadata: { length, sha256: digest.finish() }, count, segment };
}

/** The segments in pieces of another size; counts what was asked for and notes when it is cancelled. */
function streamOf({ count, segment }, pieceLength = SEGMENT, surplus = 0) {
  const seen = { pulled: 0, cancelled: false };
  let [index, rest] = [0, new Uint8Array(0)];
  const stream = new ReadableStream(
    {
      async pull(controller) {
        while (rest.length < pieceLength && index < count) {
          rest = concat(rest, await segment(index++));
        }
        if (rest.length === 0 && surplus-- > 0) {
          rest = new Uint8Array(1);
        }
        if (rest.length === 0) {
          controller.close();
          return;
        }
        const piece = rest.slice(0, pieceLength);
        rest = rest.slice(pieceLength);
        seen.pulled += piece.length;
        controller.enqueue(piece);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

test('64 MiB open with never more than three segments on the way', async () => {
  const record = await recordOf(64 * MIB);
  const { stream, seen } = streamOf(record);
  const digest = new Sha256();
  let given = 0;
  for await (const piece of openStream(stream, record.head, dataKey, record.metadata)) {
    given += piece.length;
    digest.update(piece);
    assert.ok(piece.length <= SEGMENT);
    assert.ok(seen.pulled - given <= 3 * SEGMENT + record.count * 56, `${seen.pulled} octets came in, ${given} went out`);
  }
  assert.equal(given, 64 * MIB);
  assert.deepEqual(digest.finish(), record.metadata.sha256);
});

test('pieces of any size open', async () => {
  const record = await recordOf(200_000);
  for (const pieceLength of [999, 65_535, 65_537, 1_000_000]) {
    assert.equal((await lengthOf(streamOf(record, pieceLength).stream, record)).length, 200_000);
  }
  const empty = await recordOf(0);
  assert.equal((await lengthOf(streamOf(empty).stream, empty)).length, 0);
});

test('a stream that ends too soon, goes on, or is of another author is never whole', async () => {
  const record = await recordOf(200_000);
  const short = { ...record, count: record.count - 1 };
  await assert.rejects(lengthOf(streamOf(short, 999).stream, record), ContentRefused);
  await assert.rejects(lengthOf(streamOf(record, 999, 1).stream, record), ContentRefused);
  const foreign = { ...record, metadata: { ...record.metadata, sha256: new Uint8Array(32) } };
  await assert.rejects(lengthOf(streamOf(record).stream, foreign), ContentRefused);
});

test('a stream is cancelled when its reader stops, or is refused before the first octet', async () => {
  const record = await recordOf(200_000);
  const { stream, seen } = streamOf(record);
  const pieces = openStream(stream, record.head, dataKey, record.metadata);
  await pieces.next();
  await pieces.return();
  assert.ok(seen.cancelled);
  const second = streamOf(record);
  await assert.rejects(lengthOf(second.stream, { ...record, metadata: { ...record.metadata, length: 1 } }), ContentRefused);
  assert.ok(second.seen.cancelled);
  assert.equal(second.seen.pulled, 0);
});

test('a worker answers with pieces and says whole once, or refused and never whole', async () => {
  const record = await recordOf(200_000);
  assert.deepEqual(await serve(record, record.metadata), { length: 200_000, last: { whole: true } });
  const { length, last } = await serve(record, { ...record.metadata, sha256: new Uint8Array(32) });
  assert.equal(length, 200_000 - (200_000 - 65_480) % 65_520);
  assert.equal(last.failed.name, 'ContentRefused');
  assert.match(last.failed.message, /not the one that its author signed/);
});

test('a connection that breaks off is no failed check', async () => {
  const record = await recordOf(200_000);
  const broken = () => {
    const reader = streamOf(record).stream.getReader();
    let pieces = 2;
    return new ReadableStream({
      async pull(controller) {
        if (pieces-- === 0) {
          controller.error(new TypeError('network error'));
        } else {
          controller.enqueue((await reader.read()).value);
        }
      },
    });
  };
  await assert.rejects(lengthOf(broken(), record), Unreachable);
  const { last } = await serve(record, record.metadata, broken());
  assert.equal(last.failed.name, 'Unreachable');
});

async function serve(record, metadata, stream = streamOf(record).stream) {
  const { port1, port2 } = new MessageChannel();
  serveContent(port2);
  let length = 0;
  const ask = (message, transfer = []) =>
    new Promise((resolve) => {
      port1.once('message', resolve);
      port1.postMessage(message, transfer);
    });
  let answer = await ask({ stream, head: record.head, dataKey, metadata }, [stream]);
  while (answer.piece) {
    length += answer.piece.length;
    answer = await ask({});
  }
  port1.postMessage({});
  port1.close();
  return { length, last: answer };
}

async function lengthOf(stream, { head, metadata }) {
  let length = 0;
  for await (const piece of openStream(stream, head, dataKey, metadata)) {
    length += piece.length;
  }
  return { length };
}
