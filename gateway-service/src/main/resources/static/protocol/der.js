/** As much DER (X.690) as certificates and key files need. */
import { concat, fromHex } from './octets.js';

const TAG = Object.freeze({ BOOLEAN: 0x01, INTEGER: 0x02, BITS: 0x03, OCTETS: 0x04, NULL: 0x05, OID: 0x06, UTF8: 0x0c, UTC: 0x17, TIME: 0x18, SEQUENCE: 0x30, SET: 0x31 });

export const NULL = element(TAG.NULL, new Uint8Array(0));
export const TRUE = element(TAG.BOOLEAN, Uint8Array.of(0xff));

export const sequence = (...parts) => element(TAG.SEQUENCE, concat(...parts));
export const set = (...parts) => element(TAG.SET, concat(...parts));
export const octetString = (octets) => element(TAG.OCTETS, octets);
export const utf8String = (octets) => element(TAG.UTF8, octets);
export const explicit = (number, part) => element(0xa0 + number, part);

/** @param {Uint8Array} octets @param {number} unused bits at the end */
export function bitString(octets, unused = 0) {
  return element(TAG.BITS, concat(Uint8Array.of(unused), octets));
}

/** @param {Uint8Array|number} value not negative, big-endian if octets */
export function integer(value) {
  let octets = typeof value === 'number' ? fromHex(value.toString(16).padStart(2 * Math.ceil(value.toString(16).length / 2), '0')) : value;
  while (octets.length > 1 && octets[0] === 0) {
    octets = octets.slice(1);
  }
  return element(TAG.INTEGER, octets[0] & 0x80 ? concat(Uint8Array.of(0), octets) : octets);
}

/** @param {string} dotted */
export function oid(dotted) {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return element(TAG.OID, Uint8Array.from([40 * first + second, ...rest.flatMap(base128)]));
}

/** @param {Date} date a second; RFC 5280 wants two-digit years before 2050 and four-digit ones from then on */
export function time(date) {
  const digits = date.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  const short = date.getUTCFullYear() < 2050;
  return element(short ? TAG.UTC : TAG.TIME, Uint8Array.from(short ? digits.slice(2) : digits, (c) => c.charCodeAt(0)));
}

/**
 * The parts of a sequence that is all of the octets.
 * @param {Uint8Array} octets @returns {{tag: number, content: Uint8Array, whole: Uint8Array}[]} anything else is a RangeError
 */
export function partsOf(octets) {
  const outer = readElement(octets);
  require(outer.tag === TAG.SEQUENCE && outer.whole.length === octets.length, 'expected one sequence');
  const parts = [];
  for (let rest = outer.content; rest.length > 0; rest = rest.slice(parts.at(-1).whole.length)) {
    parts.push(readElement(rest));
  }
  return parts;
}

/** @param {{tag: number, content: Uint8Array}} part @returns {Uint8Array} */
export function octetsIn(part) {
  require(part?.tag === TAG.OCTETS, 'expected an octet string');
  return part.content;
}

/** @param {{tag: number, content: Uint8Array}} part @returns {number} at most 2³¹ − 1 */
export function integerIn(part) {
  require(part?.tag === TAG.INTEGER && part.content.length <= 4 && part.content[0] < 0x80, 'expected a small integer');
  return part.content.reduce((value, octet) => value * 256 + octet, 0);
}

function element(tag, content) {
  return concat(Uint8Array.of(tag, ...lengthOf(content.length)), content);
}

function lengthOf(length) {
  if (length < 0x80) {
    return [length];
  }
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function base128(number) {
  const octets = [number & 0x7f];
  for (let rest = number >> 7; rest > 0; rest >>= 7) {
    octets.unshift((rest & 0x7f) | 0x80);
  }
  return octets;
}

function readElement(octets) {
  require(octets.length >= 2, 'ends too soon');
  const [tag, first] = octets;
  const more = first < 0x80 ? 0 : first - 0x80;
  require(first !== 0x80 && more <= 2 && octets.length >= 2 + more, 'has a length that does not occur here');
  const length = more === 0 ? first : octets.slice(2, 2 + more).reduce((value, octet) => value * 256 + octet, 0);
  const end = 2 + more + length;
  require(lengthOf(length).length === 1 + more && octets.length >= end, 'has a wrong length');
  return { tag, content: octets.slice(2 + more, end), whole: octets.slice(0, end) };
}

function require(condition, detail) {
  if (!condition) {
    throw new RangeError(`DER ${detail}`);
  }
}
