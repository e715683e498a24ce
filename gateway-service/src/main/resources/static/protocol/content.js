/** Sealed content, suite 1 (PROTOCOL.md section 5): opened segment by segment, each only after its hash and tag were checked. */
import { commitment, hkdf } from './data-keys.js';
import { concat, equal, isZero, sha256 } from './octets.js';
import { label, u64, word } from './words.js';

/** Octets of a sealed segment. */
export const SEGMENT = 65536;
const HEADER = 40;
const TAG = 16;
const HEADER_MARK = 40;
const FIRST_PLAINTEXT = SEGMENT - HEADER - TAG;
const PLAINTEXT = SEGMENT - TAG;

/** Sealed octets, or their key, are not what the chain says. */
export class ContentRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'ContentRefused';
  }
}

/** @param {number} length from 0 to 2⁵³ @returns {number} the Padmé length, exact */
export function padmeLength(length) {
  if (!Number.isInteger(length) || length < 0 || length > 2 ** 53) {
    throw new RangeError('a length is an integer from 0 to 2⁵³');
  }
  if (length < 2) {
    return length;
  }
  const e = floorLog2(length);
  const step = 2 ** Math.max(0, e - floorLog2(e) - 1);
  return Math.ceil(length / step) * step;
}

/** The sealed length of a plaintext before padding. */
export function sealedLengthOf(length) {
  const padded = padmeLength(length);
  const segments = 1 + Math.ceil(Math.max(0, padded - FIRST_PLAINTEXT) / PLAINTEXT);
  return HEADER + padded + segments * TAG;
}

/** Of an integer from 1 on; Math.log2 rounds. */
function floorLog2(value) {
  const high = Math.floor(value / 2 ** 32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value);
}

/** @param {number} sealedLength @param {Uint8Array[]} segmentHashes */
export async function contentHash(sealedLength, segmentHashes) {
  return sha256(concat(label('anamnesis/v1 content'), u64(sealedLength), ...segmentHashes.map((hash) => word(hash, 'segment hash'))));
}

/** @param {number} sealedLength @returns {number} how many segments it has */
export function segmentCount(sealedLength) {
  return Math.ceil(sealedLength / SEGMENT);
}

/** Opens the segments of one sealed content, in any order. */
export class SegmentOpener {
  #key;
  #prefix;
  #sealedLength;
  #segmentHashes;

  constructor(key, prefix, sealedLength, segmentHashes) {
    this.#key = key;
    this.#prefix = prefix;
    this.#sealedLength = sealedLength;
    this.#segmentHashes = segmentHashes;
  }

  /**
   * Checks the key against the chain's commitment and the segment hashes against its content hash.
   * @param {{associated: Uint8Array, keyCommitment: Uint8Array, contentHash: Uint8Array, sealedLength: number, segmentHashes: Uint8Array[]}} head
   * @param {Uint8Array} dataKey @param {Uint8Array} header the first 40 octets
   */
  static async of(head, dataKey, header) {
    if (!equal(await commitment(dataKey, head.associated), head.keyCommitment)) {
      throw new ContentRefused('the key is not the one that the chain commits to');
    }
    if (head.sealedLength < HEADER + TAG || head.segmentHashes.length !== segmentCount(head.sealedLength)) {
      throw new ContentRefused('there are not as many segment hashes as segments');
    }
    if (!equal(await contentHash(head.sealedLength, head.segmentHashes), head.contentHash)) {
      throw new ContentRefused('the segment hashes are not those of the content hash');
    }
    if (header.length !== HEADER || header[0] !== HEADER_MARK) {
      throw new ContentRefused('the header is misshapen');
    }
    const octets = await hkdf(dataKey, header.slice(1, 33), head.associated);
    const key = await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['decrypt']);
    return new SegmentOpener(key, header.slice(33), head.sealedLength, head.segmentHashes);
  }

  /** @param {number} index from 0 on @param {Uint8Array} sealed the whole segment, the header included in the first */
  async open(index, sealed) {
    const last = index === this.#segmentHashes.length - 1;
    const expected = last ? this.#sealedLength - index * SEGMENT : SEGMENT;
    if (sealed.length !== expected || !equal(await sha256(sealed), this.#segmentHashes[index])) {
      throw new ContentRefused(`segment ${index} is not the one that was hashed`);
    }
    const counter = new Uint8Array(5);
    new DataView(counter.buffer).setUint32(0, index);
    counter[4] = last ? 1 : 0;
    try {
      const iv = concat(this.#prefix, counter);
      const ciphertext = index === 0 ? sealed.slice(HEADER) : sealed;
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#key, ciphertext));
    } catch (e) {
      throw new ContentRefused(`the tag of segment ${index} does not hold (${e.name})`);
    }
  }
}

/**
 * The plaintext of a whole sealed content without its padding, a piece for each segment. It ends without an error only if the content was whole.
 * @param {object} head as SegmentOpener.of takes it
 * @param {Uint8Array} dataKey
 * @param {(index: number) => Promise<Uint8Array>} segment gives a sealed segment; asked in order, each once
 * @param {number} length octets of the plaintext, from the sealed metadata
 */
export async function* openContent(head, dataKey, segment, length) {
  if (!Number.isSafeInteger(length) || length < 0 || sealedLengthOf(length) !== head.sealedLength) {
    throw new ContentRefused('plaintext length and sealed length do not agree');
  }
  const first = await segment(0);
  const opener = await SegmentOpener.of(head, dataKey, first.slice(0, HEADER));
  let left = length;
  for (let index = 0; index < head.segmentHashes.length; index++) {
    const plain = await opener.open(index, index === 0 ? first : await segment(index));
    const content = plain.slice(0, Math.min(plain.length, left));
    if (!isZero(plain.subarray(content.length))) {
      throw new ContentRefused('the padding is not zeros');
    }
    left -= content.length;
    yield content;
  }
}
