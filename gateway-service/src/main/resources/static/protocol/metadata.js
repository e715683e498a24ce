/** Sealed metadata (PROTOCOL.md section 5): what a record is called and what it is. */
import { metadataKey } from './data-keys.js';
import { hasExactly, parseJsonOctets } from './json.js';
import { concat, fromBase64Url, fromHex, sha256 } from './octets.js';
import { label, u64, u8, word } from './words.js';

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
  return concat(label('anamnesis/v1 authored'), word(record, 'record'), word(patient, 'patient'), word(plaintextSha256, 'hash'));
}

/** @returns {Promise<object>} the metadata, each member checked; `sha256`, `author` and `authorSignature` as octets */
export async function openMetadata(sealed, dataKey, associated) {
  if (!(sealed instanceof Uint8Array) || sealed.length > LONGEST) {
    throw new MetadataRefused('the sealed metadata are too long');
  }
  let json;
  try {
    const octets = await metadataKey(dataKey, associated);
    const key = await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['decrypt']);
    const algorithm = { name: 'AES-GCM', iv: sealed.slice(0, NONCE), additionalData: associated };
    json = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.slice(NONCE)));
  } catch (e) {
    throw new MetadataRefused(`the sealed metadata do not open (${e.name})`);
  }
  return readMetadata(json);
}

const isText = (value) => typeof value === 'string';
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const CODE = { system: isText, code: isText };
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
  return hasExactly(value, CODE);
}

function readMetadata(json) {
  let members;
  try {
    members = parseJsonOctets(json);
  } catch (e) {
    throw new MetadataRefused(`the metadata are no JSON: ${e.message}`);
  }
  if (!hasExactly(members, MEMBERS)) {
    throw new MetadataRefused('the metadata have not the members that they must have');
  }
  return {
    ...members,
    sha256: fromHex(members.sha256),
    author: fromHex(members.author),
    authorSignature: fromBase64Url(members.authorSignature),
  };
}
