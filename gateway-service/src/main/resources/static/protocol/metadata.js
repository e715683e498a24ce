/** Sealed metadata (PROTOCOL.md section 5): what a record is called and what it is. */
import { metadataKey } from './data-keys.js';
import { concat, fromBase64Url, fromHex, sha256 } from './octets.js';
import { label, u64, u8 } from './words.js';

const NONCE = 12;
const LONGEST = 65536;

/** The media types that a viewer trusts; the last is never shown. */
export const MEDIA_TYPES = Object.freeze([
  'application/fhir+json', 'application/pdf', 'application/dicom', 'image/jpeg', 'image/png', 'text/plain', 'application/octet-stream',
]);

/** Sealed metadata that does not open, or is not what PROTOCOL.md says. */
export class MetadataRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'MetadataRefused';
  }
}

/** The hash that REGISTER carries: of the sealed blob and of the clear fields. */
export async function metadataHash(sealed, category, sealedLength, time) {
  return sha256(concat(label('anamnesis/v1 metadata'), await sha256(sealed), u8(category), u64(sealedLength), u64(time)));
}

/** What the clinical author signs. */
export function authoredStatement(record, patient, plaintextSha256) {
  return concat(label('anamnesis/v1 authored'), record, patient, plaintextSha256);
}

/** @returns {Promise<object>} the metadata, each member checked; `sha256`, `author` and `authorSignature` as octets */
export async function openMetadata(sealed, dataKey, associated) {
  if (sealed.length > LONGEST) {
    throw new MetadataRefused('the sealed metadata are too long');
  }
  let text;
  try {
    const octets = await metadataKey(dataKey, associated);
    const key = await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['decrypt']);
    const algorithm = { name: 'AES-GCM', iv: sealed.slice(0, NONCE), additionalData: associated };
    const json = await crypto.subtle.decrypt(algorithm, key, sealed.slice(NONCE));
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json);
  } catch (e) {
    throw new MetadataRefused(`the sealed metadata do not open (${e.name})`);
  }
  return readMetadata(text);
}

const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isHex32 = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);

const MEMBERS = {
  title: isText,
  fhirType: isText,
  codes: (value) => Array.isArray(value) && value.every(isCode),
  mediaType: (value) => MEDIA_TYPES.includes(value),
  time: isCount,
  length: isCount,
  sha256: isHex32,
  author: isHex32,
  authorSignature: (value) => isText(value) && /^[A-Za-z0-9_-]{85}[AQgw]$/.test(value),
};

function isCode(value) {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'code,system' && isText(value.code) && isText(value.system);
}

function readMetadata(text) {
  const members = parseStrictly(text);
  const names = Object.keys(MEMBERS);
  if (Object.keys(members).length !== names.length || !names.every((name) => name in members && MEMBERS[name](members[name]))) {
    throw new MetadataRefused('the metadata have not the members that they must have');
  }
  return {
    ...members,
    sha256: fromHex(members.sha256),
    author: fromHex(members.author),
    authorSignature: fromBase64Url(members.authorSignature),
  };
}

/** JSON of one object in which no member stands twice, which JSON.parse would let pass. */
function parseStrictly(text) {
  let seen = 0;
  let value;
  try {
    value = JSON.parse(text, (name, member) => member);
    seen = countMembers(text);
  } catch (e) {
    throw new MetadataRefused(`the metadata are no JSON (${e.name})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || seen !== countOf(value)) {
    throw new MetadataRefused('the metadata are not one object with each member once');
  }
  return value;
}

/** Members as they stand in the text: strings that a colon follows. Each string is taken whole, so that the time is linear. */
function countMembers(text) {
  return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter((found) => found[1] !== undefined).length;
}

function countOf(value) {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum, member) => sum + countOf(member), own);
}
