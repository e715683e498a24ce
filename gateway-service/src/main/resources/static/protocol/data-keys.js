/** The key of one version of one record, and what it is bound to (PROTOCOL.md section 5). */
import { concat, isZero, sized } from './octets.js';
import { label, registryWords, u32, u8, word } from './words.js';

const SUITE = 1;
const ASSOCIATED = 192;
const NOTHING = new Uint8Array(0);

/**
 * The associated data of a version, 192 octets.
 * @param {import('./words.js').Registry} registry @param {Uint8Array} record @param {number} version from 1 on
 */
export function associatedData(registry, record, version) {
  return concat(label('anamnesis/v1 sealed'), u8(SUITE), registryWords(registry), word(record, 'record'), u32(version));
}

/** @param {Uint8Array} associated @returns {Uint8Array} the same, if it is as long as associated data are; else a RangeError */
export function checkAssociated(associated) {
  return sized(associated, ASSOCIATED, 'associated data');
}

/** HKDF-SHA256 (RFC 5869), 32 octets. */
export async function hkdf(ikm, salt, info) {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, 256);
  return new Uint8Array(bits);
}

/** Refuses a data key of another size, or of zeros. */
export function checkDataKey(dataKey) {
  if (isZero(sized(dataKey, 32, 'data key'))) {
    throw new RangeError('a data key of zeros is none');
  }
}

/** What the chain holds of a data key; to be compared before anything is opened with it. */
export function commitment(dataKey, associated) {
  return hkdf(sized(dataKey, 32, 'data key'), NOTHING, concat(label('commit'), checkAssociated(associated)));
}

/** The octets of the sealed metadata's AES-256 key. */
export function metadataKey(dataKey, associated) {
  return hkdf(sized(dataKey, 32, 'data key'), NOTHING, concat(label('metadata'), checkAssociated(associated)));
}
