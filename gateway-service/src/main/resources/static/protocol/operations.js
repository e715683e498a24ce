/** Signed operations: what a participant wants to have happen, as words that everybody hashes alike (PROTOCOL.md section 2). */
import * as code from './codes.js';
import { Point } from './keys.js';
import { WORD, concat, equal, isZero, sha256, sized } from './octets.js';
import { label, readUnsigned, registryWords, unsigned, word } from './words.js';

/** Octets that are no operation; `fault` names the rule of PROTOCOL.md sections 1 and 2. */
export class MalformedOperation extends Error {
  constructor(fault, detail) {
    super(detail);
    this.name = 'MalformedOperation';
    this.fault = fault;
  }
}

const id = (name) => ({ name, type: 'id' });
const idOrZero = (name) => ({ name, type: 'id', zero: true });
const point = (name) => ({ name, type: 'point' });
const number = (name, bits) => ({ name, type: 'number', bits });
const numberOrZero = (name, bits) => ({ name, type: 'number', bits, zero: true });
const oneOf = (name, table) => ({ name, type: 'number', bits: 8, zero: true, table: Object.values(table) });
const mask = (name, bits, all, zero = false) => ({ name, type: 'number', bits, mask: all, zero });
const until = number('validUntil', 64);

const FIELDS = {
  SESSION: [id('participant'), id('origin'), id('nonce'), number('time', 64)],
  ENROL: [id('registrar'), id('participant'), point('signing'), point('encryption'), oneOf('role', code.ROLE), id('organisation'), id('certificate'), until],
  ROTATE: [id('signer'), id('participant'), point('signing'), point('encryption'), numberOrZero('sequence', 64), until],
  STATUS: [id('registrar'), id('participant'), oneOf('status', code.PARTICIPANT_STATUS), numberOrZero('sequence', 64), idOrZero('reason'), until],
  REGISTER: [
    id('author'), id('record'), idOrZero('salt'), numberOrZero('version', 32), id('patient'), id('store'), oneOf('suite', code.SUITE), id('content'),
    number('sealedLength', 64), idOrZero('previousContent'), id('metadata'), id('keyCommitment'), until,
  ],
  CONSENT: [
    id('signer'), id('patient'), idOrZero('record'), id('grantee'), mask('roles', 32, code.maskOf(code.ROLE), true), mask('permissions', 8, code.ALL_PERMISSIONS),
    mask('purposes', 32, code.maskOf(code.PURPOSE), true), oneOf('effect', code.EFFECT), numberOrZero('notBefore', 64), number('notAfter', 64),
    numberOrZero('sequence', 64), until,
  ],
  ACCESS: [
    id('actor'), idOrZero('record'), numberOrZero('version', 32), id('patient'), oneOf('purpose', code.PURPOSE), oneOf('basis', code.BASIS),
    idOrZero('reason'), id('store'), number('time', 64), id('nonce'),
  ],
  ERASE: [id('patient'), id('record'), numberOrZero('sequence', 64), until],
  REVIEW: [id('reviewer'), id('access'), oneOf('outcome', code.OUTCOME), idOrZero('reason'), number('time', 64), until],
  STORE: [id('registrar'), id('store'), id('organisation'), point('signing'), oneOf('status', code.STORE_STATUS), numberOrZero('sequence', 64), until],
  MANDATE: [id('registrar'), id('auditor'), id('organisation'), numberOrZero('notBefore', 64), numberOrZero('notAfter', 64), numberOrZero('sequence', 64), until],
};

const DOMAIN = label('anamnesis/v1');
const HEADER = 4 * WORD;

/** Signatures that follow the message of a kind. */
export function signatureCount(kind) {
  return kind === 'ENROL' || kind === 'ROTATE' ? 2 : 1;
}

/**
 * Composes a message. Ids and hashes are Uint8Arrays of 32, keys Points, numbers numbers or (u64) bigints.
 * @param {string} kind name in KIND
 * @param {object} fields by the names above
 * @param {import('./words.js').Registry} registry
 * @returns {Uint8Array} anything that parse would refuse throws MalformedOperation
 */
export function compose(kind, fields, registry) {
  const known = FIELDS[kind];
  if (known === undefined) {
    throw new MalformedOperation('UNKNOWN_KIND', `no operation is called ${kind}`);
  }
  inRange(kind, () => require(Object.keys(fields).length === known.length, `has the fields ${known.map((field) => field.name).join(', ')}`));
  const words = known.map((field) => inRange(field.name, () => write(field, fields[field.name])));
  const message = concat(DOMAIN, unsigned(code.KIND[kind], 8), registryWords(registry), ...words);
  parse(message, registry);
  return message;
}

/**
 * Decodes a message that must be for this registry; anything else throws MalformedOperation.
 * @param {Uint8Array} message
 * @param {import('./words.js').Registry} registry
 * @returns {{kind: string, signer: Uint8Array, fields: object}} u64 as bigint, other numbers as number
 */
export function parse(message, registry) {
  if (!(message instanceof Uint8Array) || message.length < HEADER || message.length % WORD !== 0) {
    throw new MalformedOperation('WRONG_NUMBER_OF_WORDS', 'a message is at least four whole words');
  }
  if (!equal(message.subarray(0, WORD), DOMAIN)) {
    throw new MalformedOperation('WRONG_DOMAIN', 'not a message of anamnesis/v1');
  }
  const kind = readKind(message.subarray(WORD, 2 * WORD));
  const width = FIELDS[kind].reduce((sum, field) => sum + (field.type === 'point' ? 2 : 1), 0);
  if (message.length !== HEADER + width * WORD) {
    throw new MalformedOperation('WRONG_NUMBER_OF_WORDS', `${kind} has ${4 + width} words`);
  }
  if (!equal(message.subarray(2 * WORD, HEADER), registryWords(registry))) {
    throw new MalformedOperation('WRONG_REGISTRY', 'the operation is for another chain or registry');
  }
  const fields = {};
  let at = HEADER;
  for (const field of FIELDS[kind]) {
    const length = (field.type === 'point' ? 2 : 1) * WORD;
    fields[field.name] = inRange(field.name, () => read(field, message.slice(at, at + length)));
    at += length;
  }
  inRange(kind, () => checkTogether(kind, fields));
  return { kind, signer: message.slice(HEADER, HEADER + WORD), fields };
}

/** @param {Uint8Array} message @returns {Promise<Uint8Array>} the OperationId */
export function operationId(message) {
  return sha256(message);
}

/**
 * Whether the signatures are the signer's and, where the kind has two, the new signing key's.
 * @param {Uint8Array} message @param {Uint8Array[]} signatures @param {Point} signer @param {import('./words.js').Registry} registry
 */
export async function isSignedBy(message, signatures, signer, registry) {
  const { kind, fields } = parse(message, registry);
  if (signatures.length !== signatureCount(kind)) {
    throw new MalformedOperation('WRONG_NUMBER_OF_WORDS', `${kind} has ${signatureCount(kind)} signatures`);
  }
  const keys = [signer, fields.signing];
  const holds = await Promise.all(signatures.map((signature, i) => keys[i].verifies(message, signature)));
  return holds.every(Boolean);
}

/** The frame that the contract takes: head ‖ fields… ‖ signatures… (section 4). */
export function frame(message, signatures) {
  const body = concat(message.slice(HEADER), ...signatures.map((signature) => sized(signature, 2 * WORD, 'signature')));
  const kind = Number(readUnsigned(message.subarray(WORD, 2 * WORD), 8));
  return concat(unsigned((body.length / WORD) * 256 + kind, 32), body);
}

function readKind(word) {
  let value = -1n;
  try {
    value = readUnsigned(word, 8);
  } catch (e) {
    throw new MalformedOperation('UNKNOWN_KIND', `no operation has such a kind: ${e.message}`);
  }
  const kind = Object.keys(code.KIND).find((name) => code.KIND[name] === Number(value));
  if (kind === undefined) {
    throw new MalformedOperation('UNKNOWN_KIND', `no operation has kind ${value}`);
  }
  return kind;
}

function inRange(name, check) {
  try {
    return check();
  } catch (e) {
    throw new MalformedOperation('FIELD_OUT_OF_RANGE', `${name}: ${e.message}`);
  }
}

function write(field, value) {
  switch (field.type) {
    case 'id':
      return word(value, 'an id or hash');
    case 'point':
      require(value instanceof Point, 'is no point');
      return concat(value.x, value.y);
    default:
      return unsigned(value, field.bits);
  }
}

function read(field, octets) {
  if (field.type === 'point') {
    return new Point(octets.slice(0, WORD), octets.slice(WORD));
  }
  if (field.type === 'id') {
    require(field.zero || !isZero(octets), 'is zero');
    return octets;
  }
  const value = readUnsigned(octets, field.bits);
  require(field.zero || value !== 0n, 'is zero');
  require(!field.table || field.table.includes(Number(value)), 'has a number that its table does not have');
  require(!field.mask || (value & ~BigInt(field.mask)) === 0n, 'has bits outside its table');
  return field.bits === 64 ? value : Number(value);
}

function checkTogether(kind, fields) {
  switch (kind) {
    case 'ENROL':
    case 'ROTATE':
      require(!equal(fields.signing.uncompressed(), fields.encryption.uncompressed()), 'one key serves two uses');
      break;
    case 'CONSENT':
      require(fields.effect === code.EFFECT.NONE || (fields.roles !== 0 && fields.purposes !== 0), 'roles or purposes are empty');
      require(fields.notBefore < fields.notAfter, 'notBefore is not before notAfter');
      break;
    case 'ACCESS':
      require(isZero(fields.record) === (fields.version === 0), 'version is zero with a listing, and only then');
      break;
    default:
  }
}

function require(condition, detail) {
  if (!condition) {
    throw new RangeError(detail);
  }
}
