/** Sealed content, suite 1 (PROTOCOL.md section 5): opened segment by segment, each only after its hash and tag were checked. */
import { commitment, hkdf } from './data-keys.js';
import { concat, equal, isZero, sha256 } from './octets.js';
import { label, u64 } from './words.js';

/** Octets of a sealed segment. */
export const SEGMENT = 65536;
const HEADER = 40;
const TAG = 16;
const HEADER_MARK = 40;

/** Sealed octets, or their key, are not what the chain says. */
export class ContentRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'ContentRefused';
  }
}

/** @param {number} length @returns {number} the Padmé length */
export function padmeLength(length) {
  if (length < 2) {
    return length;
  }
  const e = Math.floor(Math.log2(length));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** (e - s);
  return Math.ceil(length / step) * step;
}

/** @param {number} sealedLength @param {Uint8Array[]} segmentHashes */
export function contentHash(sealedLength, segmentHashes) {
  return sha256(concat(label('anamnesis/v1 content'), u64(sealedLength), ...segmentHashes));
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
 * The plaintext of a whole sealed content without its padding, a piece for each segment.
 * @param {object} head as SegmentOpener.of takes it
 * @param {Uint8Array} dataKey
 * @param {(index: number) => Promise<Uint8Array>} segment gives a sealed segment
 * @param {number} length octets of the plaintext, from the sealed metadata
 */
export async function* openContent(head, dataKey, segment, length) {
  const first = await segment(0);
  const opener = await SegmentOpener.of(head, dataKey, first.slice(0, HEADER));
  let at = 0;
  for (let index = 0; index < head.segmentHashes.length; index++) {
    const plain = await opener.open(index, index === 0 ? first : await segment(index));
    const content = plain.slice(0, Math.max(0, Math.min(plain.length, length - at)));
    if (!isZero(plain.subarray(content.length))) {
      throw new ContentRefused('the padding is not zeros');
    }
    at += plain.length;
    yield content;
  }
  if (at !== padmeLength(length)) {
    throw new ContentRefused('the content has another length than its metadata say');
  }
}
