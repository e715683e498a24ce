/** A patient's certificate (PROTOCOL.md section 7): X.509 (RFC 5280), signed by its own key, with the participant's id as its only name. */
import * as der from './der.js';
import { lowS, sign } from './keys.js';
import { concat, equal, fromBigInt, toBigInt, toHex, utf8 } from './octets.js';

const ECDSA_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const COMMON_NAME = der.oid('2.5.4.3');
const TITLE = der.oid('2.5.4.12');
const ORGANISATION = der.oid('2.5.4.10');
/** Behind version, serial number, algorithm, issuer and validity. */
const SUBJECT_AT = 5;
const KEY_USAGE = der.oid('2.5.29.15');
const DIGITAL_SIGNATURE = der.bitString(Uint8Array.of(0x80), 7);
const DAY = 86_400_000;
const CENTURY = 36_500 * DAY;

/**
 * The chain, not its lifetime, says whether a key is in force, so it lives for a century.
 * @param {CryptoKeyPair} pair ECDSA on P-256 @param {import('./keys.js').Point} point of the same @param {number} now milliseconds
 * @returns {Promise<Uint8Array>} DER
 */
export async function selfSigned(pair, point, now) {
  const name = der.sequence(der.set(der.sequence(COMMON_NAME, der.utf8String(utf8(toHex(await point.participant()))))));
  const today = now - (now % DAY);
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = (serial[0] & 0x3f) | 0x40;
  const body = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial),
    ECDSA_SHA256,
    name,
    der.sequence(der.time(new Date(today)), der.time(new Date(today + CENTURY))),
    name,
    new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    der.explicit(3, der.sequence(der.sequence(KEY_USAGE, der.TRUE, der.octetString(DIGITAL_SIGNATURE)))),
  );
  const signature = await sign(pair.privateKey, body);
  const inDer = der.sequence(der.integer(signature.slice(0, 32)), der.integer(signature.slice(32)));
  return der.sequence(body, ECDSA_SHA256, der.bitString(inDer));
}

/**
 * Whom a professional's certificate names. Compare its hash with the ENROL before believing it.
 * @param {Uint8Array} certificate DER
 * @returns {{name: string, profession: string, organisation: string}} a certificate without one of them is a RangeError
 */
export function certificateSubject(certificate) {
  const [body] = der.partsOf(certificate);
  const subject = der.partsOf(body.whole)[SUBJECT_AT];
  const said = new Map();
  for (const { content } of der.partsOf(subject.whole)) {
    const [type, value] = der.partsOf(content);
    said.set(toHex(type.whole), new TextDecoder('utf-8', { fatal: true }).decode(value.content));
  }
  const part = (type) => {
    const value = said.get(toHex(type));
    if (value === undefined) {
      throw new RangeError('the certificate does not name name, profession and organisation');
    }
    return value;
  };
  return { name: part(COMMON_NAME), profession: part(TITLE), organisation: part(ORGANISATION) };
}

/** Whether a certificate is signed by this key, which it is of. @param {Uint8Array} certificate DER @param {import('./keys.js').Point} point */
export async function isSelfSigned(certificate, point) {
  try {
    const [body, , signature] = der.partsOf(certificate);
    const [r, s] = der.partsOf(signature.content.slice(1)).map(({ content }) => fromBigInt(toBigInt(content), 32));
    // X.509 does not mind which s it is, and other software writes either.
    return includes(body.whole, point.uncompressed()) && (await point.verifies(body.whole, lowS(concat(r, s))));
  } catch (e) {
    if (e instanceof RangeError || e instanceof TypeError) {
      return false;
    }
    throw e;
  }
}

function includes(octets, part) {
  for (let at = 0; at + part.length <= octets.length; at++) {
    if (equal(octets.subarray(at, at + part.length), part)) {
      return true;
    }
  }
  return false;
}
