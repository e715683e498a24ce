/** Octets and their texts. Everything here is a Uint8Array; nothing is changed in place. */

/** Octets of a word (PROTOCOL.md section 1). */
export const WORD = 32;

/** @param {...Uint8Array} parts @returns {Uint8Array} one after the other */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} a @param {Uint8Array} b */
export function equal(a, b) {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}

/** @param {Uint8Array} octets @param {number} length @param {string} name @returns {Uint8Array} the same, if it is that many octets; else a RangeError */
export function sized(octets, length, name) {
  if (!(octets instanceof Uint8Array) || octets.length !== length) {
    throw new RangeError(`${name} is not ${length} octets`);
  }
  return octets;
}

/** @param {Uint8Array} octets */
export function isZero(octets) {
  return octets.every((octet) => octet === 0);
}

/** @param {Uint8Array} octets @returns {string} lower-case digits without 0x */
export function toHex(octets) {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** @param {string} hex lower-case digits, with or without 0x */
export function fromHex(hex) {
  if (typeof hex !== 'string') {
    throw new RangeError('expected a text of hexadecimal digits');
  }
  const digits = hex.startsWith('0x') ? hex.slice(2) : hex;
  if (!/^([0-9a-f]{2})*$/.test(digits)) {
    throw new RangeError('expected lower-case hexadecimal digits, two for each octet');
  }
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** @param {string} hex 64 lower-case digits without 0x, as ids and hashes stand in JSON @returns {Uint8Array} 32 octets */
export function fromHex32(hex) {
  if (typeof hex !== 'string' || !/^[0-9a-f]{64}$/.test(hex)) {
    throw new RangeError('expected 64 lower-case hexadecimal digits');
  }
  return fromHex(hex);
}

/** @param {Uint8Array} octets @returns {string} base64url without padding (RFC 4648 section 5) */
export function toBase64Url(octets) {
  const binary = Array.from(octets, (octet) => String.fromCharCode(octet)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} text base64url without padding; any other text of the same octets is refused */
export function fromBase64Url(text) {
  if (typeof text !== 'string' || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    throw new RangeError('expected base64url without padding');
  }
  const octets = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  if (toBase64Url(octets) !== text) {
    throw new RangeError('expected base64url without padding');
  }
  return octets;
}

/** @param {string} text */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array} octets @returns {Promise<Uint8Array>} SHA-256 */
export async function sha256(octets) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
}

/** @param {Uint8Array} octets big-endian */
export function toBigInt(octets) {
  return octets.length === 0 ? 0n : BigInt('0x' + toHex(octets));
}

/** @param {bigint} value @param {number} length in octets; a value that does not fit is refused */
export function fromBigInt(value, length) {
  if (value < 0n || value >> BigInt(8 * length) !== 0n) {
    throw new RangeError(`the value does not fit into ${length} octets`);
  }
  return fromHex(value.toString(16).padStart(2 * length, '0'));
}
