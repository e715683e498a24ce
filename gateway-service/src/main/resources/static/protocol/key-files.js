/**
 * A participant's keys, and the file that keeps them: two encrypted PKCS#8 keys (RFC 5958, PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC, RFC 8018),
 * signing before encryption, and the certificate, all in PEM as other software reads them. Private keys are extractable only while a
 * file is written, and for the moment in which one is read; those that are given out are not.
 */
import { isSelfSigned, selfSigned } from './certificates.js';
import * as der from './der.js';
import { Point } from './keys.js';
import { equal, fromBase64Url, toBase64Url, utf8 } from './octets.js';

/** Characters of the shortest passphrase that a new file is encrypted under. */
export const SHORTEST_PASSPHRASE = 12;
const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' };
const ENCRYPTION = { name: 'ECDH', namedCurve: 'P-256' };
const PBES2 = der.oid('1.2.840.113549.1.5.13');
const PBKDF2 = der.oid('1.2.840.113549.1.5.12');
const HMAC_SHA256 = der.sequence(der.oid('1.2.840.113549.2.9'), der.NULL);
const AES_256_CBC = der.oid('2.16.840.1.101.3.4.1.42');
const PEM = /^(?:-----BEGIN (ENCRYPTED PRIVATE KEY|CERTIFICATE)-----\n((?:[A-Za-z0-9+/]{1,76}={0,2}\n)+)-----END \1-----\n)$/;

/**
 * @typedef {object} Keys none of the private keys can be extracted
 * @property {Uint8Array} participant 32 octets
 * @property {{secret: CryptoKey, point: Point}} signing
 * @property {{secret: CryptoKey, point: Point}} encryption
 * @property {Uint8Array} certificate DER
 */

/** A key file that does not open. */
export class KeyFileRefused extends Error {
  constructor(detail) {
    super(detail);
    this.name = 'KeyFileRefused';
  }
}

/** A file of something else, which no passphrase opens. */
export class NoKeyFile extends KeyFileRefused {
  constructor(detail) {
    super(detail);
    this.name = 'NoKeyFile';
  }
}

/** @param {string} passphrase @param {number} now milliseconds @returns {Promise<string>} the file of new keys */
export async function newKeyFile(passphrase, now) {
  if (typeof passphrase !== 'string' || [...passphrase].length < SHORTEST_PASSPHRASE) {
    throw new KeyFileRefused(`a passphrase has at least ${SHORTEST_PASSPHRASE} characters`);
  }
  const signing = await crypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']);
  const encryption = await crypto.subtle.generateKey(ENCRYPTION, true, ['deriveBits']);
  const point = Point.parse(new Uint8Array(await crypto.subtle.exportKey('raw', signing.publicKey)));
  const certificate = await selfSigned(signing, point, now);
  const sealed = [await encrypt(signing.privateKey, passphrase), await encrypt(encryption.privateKey, passphrase)];
  return pem('ENCRYPTED PRIVATE KEY', sealed[0]) + pem('ENCRYPTED PRIVATE KEY', sealed[1]) + pem('CERTIFICATE', certificate);
}

/** @param {string} file @param {string} passphrase @returns {Promise<Keys>} another passphrase is KeyFileRefused, anything that is no such file NoKeyFile */
export async function openKeyFile(file, passphrase) {
  const [first, second, certificate] = blocksOf(file);
  const signing = await importKey(await decrypt(first, passphrase), SIGNING, ['sign']);
  const encryption = await importKey(await decrypt(second, passphrase), ENCRYPTION, ['deriveBits']);
  if (equal(signing.point.x, encryption.point.x)) {
    throw new KeyFileRefused('one key serves two uses');
  }
  if (!(await isSelfSigned(certificate, signing.point))) {
    throw new KeyFileRefused('the certificate is not one that the signing key made of itself');
  }
  return { participant: await signing.point.participant(), signing, encryption, certificate };
}

async function encrypt(key, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const wrapping = await derive(passphrase, salt, ITERATIONS, 'encrypt');
  const octets = await crypto.subtle.exportKey('pkcs8', key);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, wrapping, octets));
  const kdf = der.sequence(PBKDF2, der.sequence(der.octetString(salt), der.integer(ITERATIONS), HMAC_SHA256));
  return der.sequence(der.sequence(PBES2, der.sequence(kdf, der.sequence(AES_256_CBC, der.octetString(iv)))), der.octetString(sealed));
}

async function decrypt(octets, passphrase) {
  try {
    const { salt, iterations, iv, sealed } = readEncrypted(octets);
    const wrapping = await derive(passphrase, salt, iterations, 'decrypt');
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, wrapping, sealed));
  } catch (e) {
    throw new KeyFileRefused(`the passphrase is wrong, or the file is not one of ours (${e.name})`);
  }
}

function readEncrypted(octets) {
  const [algorithm, sealed] = der.partsOf(octets);
  const [scheme, parameters] = der.partsOf(algorithm.whole);
  const [kdf, cipher] = der.partsOf(parameters.whole);
  const [kdfName, kdfParameters] = der.partsOf(kdf.whole);
  const [cipherName, iv] = der.partsOf(cipher.whole);
  const settings = der.partsOf(kdfParameters.whole);
  const iterations = der.integerIn(settings[1]);
  const isOurs =
    equal(scheme.whole, PBES2) && equal(kdfName.whole, PBKDF2) && equal(cipherName.whole, AES_256_CBC) && equal(settings.at(-1).whole, HMAC_SHA256);
  if (!isOurs || iterations < 1 || iterations > MOST_ITERATIONS) {
    throw new RangeError('expected PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC');
  }
  return { salt: der.octetsIn(settings[0]), iterations, iv: der.octetsIn(iv), sealed: der.octetsIn(sealed) };
}

async function derive(passphrase, salt, iterations, use) {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, { name: 'AES-CBC', length: 256 }, false, [use]);
}

/** Out of a PKCS#8 key only an extractable import tells the point; the key that is kept is a second one. */
async function importKey(pkcs8, algorithm, uses) {
  try {
    const { x, y } = await crypto.subtle.exportKey('jwk', await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, uses));
    const secret = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, uses);
    return { secret, point: new Point(fromBase64Url(x), fromBase64Url(y)) };
  } catch (e) {
    throw new KeyFileRefused(`the file holds no key of P-256 (${e.name})`);
  } finally {
    pkcs8.fill(0);
  }
}

function pem(name, octets) {
  const text = toBase64Url(octets).replaceAll('-', '+').replaceAll('_', '/');
  const lines = text.padEnd(4 * Math.ceil(text.length / 4), '=').match(/.{1,64}/g);
  return `-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----\n`;
}

function blocksOf(file) {
  const blocks = `${String(file).replaceAll('\r\n', '\n').trimEnd()}\n`.split(/(?<=-----END [A-Z ]+-----\n)/);
  const found = blocks.map((block) => PEM.exec(block));
  const names = found.map((block) => block?.[1]);
  if (names.join() !== 'ENCRYPTED PRIVATE KEY,ENCRYPTED PRIVATE KEY,CERTIFICATE') {
    throw new NoKeyFile('the file does not hold two encrypted private keys and a certificate');
  }
  try {
    return found.map(([, , lines]) => fromBase64Url(lines.replaceAll('\n', '').replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')));
  } catch (e) {
    throw new NoKeyFile(`the file is no PEM (${e.name})`);
  }
}
