/** The 32-octet words that everything hashed or signed is made of (PROTOCOL.md section 1). */
import { WORD, concat, fromBigInt, fromHex, isZero, toBigInt, utf8 } from './octets.js';

/** @param {string} text ASCII, at most 32 octets */
export function label(text) {
  const octets = utf8(text);
  if (octets.length > WORD || octets.some((octet) => octet > 0x7f)) {
    throw new RangeError('a label is ASCII of at most 32 octets');
  }
  return concat(octets, new Uint8Array(WORD - octets.length));
}

/** @param {number|bigint} value @param {8|16|32|64} bits */
export function unsigned(value, bits) {
  return concat(new Uint8Array(WORD - bits / 8), fromBigInt(BigInt(value), bits / 8));
}

export const u8 = (value) => unsigned(value, 8);
export const u32 = (value) => unsigned(value, 32);
export const u64 = (value) => unsigned(value, 64);

/** @param {string} text 0x and 40 digits */
export function address(text) {
  const octets = fromHex(text.toLowerCase());
  if (octets.length !== 20) {
    throw new RangeError('expected an Ethereum address');
  }
  return concat(new Uint8Array(WORD - 20), octets);
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
  if (!isZero(word.subarray(0, WORD - bits / 8))) {
    throw new RangeError(`wider than ${bits} bits`);
  }
  return toBigInt(word.subarray(WORD - bits / 8));
}
