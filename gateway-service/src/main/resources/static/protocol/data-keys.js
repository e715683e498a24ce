/** The key of one version of one record, and what it is bound to (PROTOCOL.md section 5). */
import { concat, isZero } from './octets.js';
import { label, registryWords, u32, u8 } from './words.js';

const SUITE = 1;
const NOTHING = new Uint8Array(0);

/**
 * The associated data of a version, 192 octets.
 * @param {import('./words.js').Registry} registry @param {Uint8Array} record @param {number} version from 1 on
 */
export function associatedData(registry, record, version) {
  return concat(label('anamnesis/v1 sealed'), u8(SUITE), registryWords(registry), record, u32(version));
}

/** HKDF-SHA256 (RFC 5869), 32 octets. */
export async function hkdf(ikm, salt, info) {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 256);
  return new Uint8Array(bits);
}

/** Refuses a data key of another size, or of zeros. */
export function checkDataKey(dataKey) {
  if (dataKey.length !== 32 || isZero(dataKey)) {
    throw new RangeError('a data key is 32 octets, not all zero');
  }
}

/** What the chain holds of a data key; to be compared before anything is opened with it. */
export function commitment(dataKey, associated) {
  return hkdf(dataKey, NOTHING, concat(label('commit'), associated));
}

/** The octets of the sealed metadata's AES-256 key. */
export function metadataKey(dataKey, associated) {
  return hkdf(dataKey, NOTHING, concat(label('metadata'), associated));
}
