/** Key envelopes (PROTOCOL.md section 6): HPKE (RFC 9180) base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
import { checkAssociated, checkDataKey, commitment } from './data-keys.js';
import { Point, sign } from './keys.js';
import { concat, equal, isZero, sized, toBase64Url, utf8 } from './octets.js';
import { label, padded, u64, word } from './words.js';

const ENC = 65;
const SIZE = 113;
const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const KEM_SUITE = concat(utf8('KEM'), Uint8Array.of(0x00, 0x10));
const HPKE_SUITE = concat(utf8('HPKE'), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x02));
const NOTHING = new Uint8Array(0);

/** An envelope that does not open, or holds another key than the chain commits to. */
export class EnvelopeRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'EnvelopeRefused';
  }
}

/**
 * Wraps a data key and signs as the wrapper.
 * @param {Uint8Array} dataKey @param {Uint8Array} associated
 * @param {{participant: Uint8Array, encryptionKey: Point, keySequence: number|bigint}} recipient
 * @param {CryptoKey} signingKey of the wrapper
 * @returns {Promise<{envelope: Uint8Array, signature: Uint8Array}>}
 */
export async function wrap(dataKey, associated, recipient, signingKey) {
  checkDataKey(dataKey);
  const ephemeral = await crypto.subtle.generateKey(ECDH, true, ['deriveBits']);
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey));
  const shared = await sharedSecret(ephemeral.privateKey, recipient.encryptionKey, enc, recipient.encryptionKey);
  const info = envelopeInfo(associated, recipient.participant, recipient.keySequence, await commitment(dataKey, associated));
  const { key, iv } = await schedule(shared, info, 'encrypt');
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, dataKey));
  const envelope = concat(enc, sealed);
  return { envelope, signature: await sign(signingKey, statement(associated, recipient.participant, envelope)) };
}

/**
 * Opens an envelope; its signature is checked apart, by `isSignedBy`.
 * @param {Uint8Array} envelope 113 octets @param {Uint8Array} associated
 * @param {{participant: Uint8Array, keySequence: number|bigint}} recipient
 * @param {CryptoKey} secret that derives bits @param {Point} open its point
 * @param {Uint8Array} keyCommitment the chain's
 * @returns {Promise<Uint8Array>} the data key
 */
export async function open(envelope, associated, recipient, secret, open, keyCommitment) {
  let dataKey;
  try {
    const enc = sized(envelope, SIZE, 'envelope').slice(0, ENC);
    const shared = await sharedSecret(secret, Point.parse(enc), enc, open);
    const info = envelopeInfo(associated, recipient.participant, recipient.keySequence, keyCommitment);
    const { key, iv } = await schedule(shared, info, 'decrypt');
    dataKey = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, envelope.slice(ENC)));
    checkDataKey(dataKey);
  } catch (e) {
    throw new EnvelopeRefused(`the envelope does not open with this key (${e.name})`);
  }
  if (!equal(await commitment(dataKey, associated), keyCommitment)) {
    throw new EnvelopeRefused('the envelope holds another key than the chain commits to');
  }
  return dataKey;
}

/** Whether the wrapper, whose key this is, signed the envelope for this recipient. */
export async function isSignedBy(wrapper, associated, recipient, envelope, signature) {
  return wrapper.verifies(statement(associated, recipient, envelope), signature);
}

/** What the wrapper signs. */
export function statement(associated, recipient, envelope) {
  return concat(checkAssociated(associated), word(recipient, 'recipient'), padded(sized(envelope, SIZE, 'envelope')));
}

/** A private key of its scalar and point, to open envelopes with. */
export function importSecret(scalar, point) {
  return crypto.subtle.importKey('jwk', { ...point.jwk(), d: toBase64Url(scalar) }, ECDH, false, ['deriveBits']);
}

function envelopeInfo(associated, recipient, keySequence, keyCommitment) {
  return concat(
    label('anamnesis/v1 envelope'), checkAssociated(associated), word(recipient, 'recipient'), u64(keySequence), word(keyCommitment, 'key commitment'),
  );
}

/** DHKEM's ExtractAndExpand (RFC 9180 section 4.1). */
async function sharedSecret(secret, other, enc, recipient) {
  const publicKey = await crypto.subtle.importKey('jwk', other.jwk(), ECDH, false, []);
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, secret, 256));
  if (isZero(dh)) {
    throw new RangeError('the shared secret is all zeros');
  }
  const prk = await labeledExtract(KEM_SUITE, NOTHING, 'eae_prk', dh);
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', concat(enc, recipient.uncompressed()), 32);
}

/** KeySchedule in base mode (RFC 9180 section 5.1); the first and only message has sequence number 0. */
async function schedule(shared, info, use) {
  const pskIdHash = await labeledExtract(HPKE_SUITE, NOTHING, 'psk_id_hash', NOTHING);
  const infoHash = await labeledExtract(HPKE_SUITE, NOTHING, 'info_hash', info);
  const context = concat(Uint8Array.of(0), pskIdHash, infoHash);
  const prk = await labeledExtract(HPKE_SUITE, shared, 'secret', NOTHING);
  const octets = await labeledExpand(HPKE_SUITE, prk, 'key', context, 32);
  const iv = await labeledExpand(HPKE_SUITE, prk, 'base_nonce', context, 12);
  return { key: await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, [use]), iv };
}

function labeledExtract(suite, salt, name, ikm) {
  return hmac(salt.length === 0 ? new Uint8Array(32) : salt, concat(utf8('HPKE-v1'), suite, utf8(name), ikm));
}

/** One block of HKDF-Expand suffices: at most 32 octets are asked for. */
async function labeledExpand(suite, prk, name, info, length) {
  const labeled = concat(Uint8Array.of(0, length), utf8('HPKE-v1'), suite, utf8(name), info);
  return (await hmac(prk, concat(labeled, Uint8Array.of(1)))).slice(0, length);
}

async function hmac(key, data) {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}
