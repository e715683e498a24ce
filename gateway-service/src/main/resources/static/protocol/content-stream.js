/**
 * A record's plaintext from a stream of its sealed octets, segment by segment. Never more than two segments and one piece of the stream are in
 * memory; this runs in a worker as it is.
 */
import { ContentRefused, SEGMENT, openContent } from './content.js';
import { Sha256 } from './digest.js';
import { equal } from './octets.js';
import { Unreachable } from './unreachable.js';

/**
 * Opens a stream. It ends without an error only if the content was whole and hashes to what its clinical author signed; that is
 * found out before the last segment's piece comes out. Until then what came out is true to the chain, but may not be all.
 * @param {ReadableStream<Uint8Array>} stream of the sealed octets, such as the body of a response; it is cancelled when this ends early
 * @param {object} head as SegmentOpener.of takes it
 * @param {Uint8Array} dataKey
 * @param {{length: number, sha256: Uint8Array}} metadata as `openMetadata` gives them
 * @returns {AsyncGenerator<Uint8Array>} a piece for each segment
 */
export async function* openStream(stream, head, dataKey, metadata) {
  const segments = segmentsOf(stream, head.sealedLength);
  const digest = new Sha256();
  try {
    const next = async () => (await segments.next()).value;
    let held = null;
    for await (const piece of openContent(head, dataKey, next, metadata.length)) {
      digest.update(piece);
      if (held !== null) {
        yield held;
      }
      held = piece;
    }
    if (!equal(digest.finish(), metadata.sha256)) {
      throw new ContentRefused('the plaintext is not the one that its author signed');
    }
    yield held;
  } finally {
    await segments.return();
    if (!stream.locked) {
      await drop(stream);
    }
  }
}

/** There is nothing to cancel in a stream that broke off, and why it did was told when it was read. */
async function drop(source) {
  await source.cancel().catch(() => {});
}

/**
 * Cuts a stream into sealed segments. A stream that ends too soon or goes on is ContentRefused; one that breaks off is Unreachable.
 * @param {ReadableStream<Uint8Array>} stream @param {number} sealedLength
 */
export async function* segmentsOf(stream, sealedLength) {
  const reader = stream.getReader();
  const pieces = new Pieces(reader);
  try {
    for (let at = 0; at < sealedLength; at += SEGMENT) {
      const segment = await pieces.take(Math.min(SEGMENT, sealedLength - at));
      if (at + segment.length === sealedLength && !(await pieces.isEmpty())) {
        throw new ContentRefused('there are octets behind the content');
      }
      yield segment;
    }
  } finally {
    await drop(reader);
    reader.releaseLock();
  }
}

class Pieces {
  #reader;
  #piece = new Uint8Array(0);

  constructor(reader) {
    this.#reader = reader;
  }

  async take(length) {
    const octets = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (await this.isEmpty()) {
        throw new ContentRefused('the content ends too soon');
      }
      const some = this.#piece.subarray(0, length - filled);
      octets.set(some, filled);
      filled += some.length;
      this.#piece = this.#piece.subarray(some.length);
    }
    return octets;
  }

  /** Whether nothing comes any more. */
  async isEmpty() {
    while (this.#piece.length === 0) {
      const { done, value } = await Unreachable.from(this.#reader.read());
      if (done) {
        return true;
      }
      this.#piece = value;
    }
    return false;
  }
}
