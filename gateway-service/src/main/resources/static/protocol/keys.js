/** P-256 points and ES256 signatures. WebCrypto gives and takes high s alike, so both are seen to here. */
import { concat, fromBigInt, sha256, sized, toBase64Url, toBigInt } from './octets.js';

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const ES256 = { name: 'ECDSA', hash: 'SHA-256' };

/** A public key: a point of P-256 that was checked. */
export class Point {
  /** @param {Uint8Array} x @param {Uint8Array} y 32 octets each; off the curve is a RangeError */
  constructor(x, y) {
    const [a, b] = [toBigInt(sized(x, 32, 'x')), toBigInt(sized(y, 32, 'y'))];
    const onCurve = a < P && b < P && (b * b - (a * a * a - 3n * a + B)) % P === 0n;
    if (!onCurve) {
      throw new RangeError('the coordinates are not a point of P-256');
    }
    this.x = x;
    this.y = y;
  }

  /** @param {Uint8Array} octets 04 ‖ x ‖ y */
  static parse(octets) {
    if (sized(octets, 65, 'a point')[0] !== 4) {
      throw new RangeError('expected an uncompressed point');
    }
    return new Point(octets.slice(1, 33), octets.slice(33));
  }

  /** @returns {Uint8Array} 04 ‖ x ‖ y */
  uncompressed() {
    return concat(Uint8Array.of(4), this.x, this.y);
  }

  /** @returns {Promise<Uint8Array>} the participant whose first signing key this is */
  participant() {
    return sha256(this.uncompressed());
  }

  /** @returns {JsonWebKey} */
  jwk() {
    return { kty: 'EC', crv: 'P-256', x: toBase64Url(this.x), y: toBase64Url(this.y) };
  }

  /** @param {Uint8Array} message @param {Uint8Array} signature r ‖ s; high s and zeros do not verify */
  async verifies(message, signature) {
    if (!isCanonical(signature)) {
      return false;
    }
    const key = await crypto.subtle.importKey('jwk', this.jwk(), ECDSA, false, ['verify']);
    return crypto.subtle.verify(ES256, key, signature, message);
  }
}

/** @param {CryptoKey} key that signs @param {Uint8Array} message never its hash @returns {Promise<Uint8Array>} r ‖ s, s at most n/2 */
export async function sign(key, message) {
  return lowS(new Uint8Array(await crypto.subtle.sign(ES256, key, message)));
}

/** The one of a signature's two forms that verifiers take. @param {Uint8Array} signature r ‖ s @returns {Uint8Array} the same with s at most n/2 */
export function lowS(signature) {
  const s = toBigInt(signature.subarray(32));
  return s <= N >> 1n ? signature : concat(signature.slice(0, 32), fromBigInt(N - s, 32));
}

function isCanonical(signature) {
  if (!(signature instanceof Uint8Array) || signature.length !== 64) {
    return false;
  }
  const r = toBigInt(signature.subarray(0, 32));
  const s = toBigInt(signature.subarray(32));
  return r > 0n && r < N && s > 0n && s <= N >> 1n;
}
