/** The 32-octet words that everything hashed or signed is made of (PROTOCOL.md section 1). */
import { WORD, concat, fromBigInt, fromHex, isZero, sized, toBigInt, utf8 } from './octets.js';

/** @param {string} text ASCII, at most 32 octets */
export function label(text) {
  const octets = utf8(text);
  if (octets.length > WORD || octets.some((octet) => octet > 0x7f)) {
    throw new RangeError('a label is ASCII of at most 32 octets');
  }
  return concat(octets, new Uint8Array(WORD - octets.length));
}

/** @param {number|bigint} value an integer that is exact @param {8|16|32|64} bits */
export function unsigned(value, bits) {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) {
    throw new RangeError('expected an integer that a number holds exactly, or a bigint');
  }
  return concat(new Uint8Array(WORD - bits / 8), fromBigInt(BigInt(value), bits / 8));
}

/** @param {Uint8Array} octets an id, hash or coordinate @param {string} name of it */
export function word(octets, name) {
  return sized(octets, WORD, name);
}

export const u8 = (value) => unsigned(value, 8);
export const u32 = (value) => unsigned(value, 32);
export const u64 = (value) => unsigned(value, 64);

/** @param {string} text 0x and 40 digits of either case */
export function address(text) {
  if (typeof text !== 'string' || !/^0x[0-9a-f]{40}$/i.test(text)) {
    throw new RangeError('expected an Ethereum address');
  }
  return concat(new Uint8Array(WORD - 20), fromHex(text.toLowerCase()));
}

/** @param {Uint8Array} octets right-padded with zeros to whole words */
export function padded(octets) {
  return concat(octets, new Uint8Array((WORD - (octets.length % WORD)) % WORD));
}

/** @typedef {{chainId: number|bigint, address: string}} Registry which contract of which chain */

/** @param {Registry} registry */
export function registryWords(registry) {
  return concat(u64(registry.chainId), address(registry.address));
}

/** @param {Uint8Array} word @param {8|16|32|64} bits @returns {bigint} an over-wide word is refused, never truncated */
export function readUnsigned(word, bits) {
  sized(word, WORD, 'a word');
  if (!isZero(word.subarray(0, WORD - bits / 8))) {
    throw new RangeError(`wider than ${bits} bits`);
  }
  return toBigInt(word.subarray(WORD - bits / 8));
}
