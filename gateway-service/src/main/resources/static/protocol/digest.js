/**
 * SHA-256 (FIPS 180-4) of octets that come in pieces, which WebCrypto does not offer: the plaintext of a record is never whole in memory, and its
 * author signed the hash of all of it.
 */

const BLOCK = 64;
const K = Int32Array.from(fractions(64, 3));
const START = Int32Array.from(fractions(8, 2));

/** Takes pieces of any size, then gives the hash once. */
export class Sha256 {
  #state = Int32Array.from(START);
  #words = new Int32Array(64);
  #rest = new Uint8Array(BLOCK);
  #inRest = 0;
  #length = 0;

  /** @param {Uint8Array} octets the next ones */
  update(octets) {
    this.#length += octets.length;
    let at = 0;
    while (at < octets.length) {
      if (this.#inRest === 0 && octets.length - at >= BLOCK) {
        this.#block(octets, at);
        at += BLOCK;
        continue;
      }
      const some = octets.subarray(at, at + BLOCK - this.#inRest);
      this.#rest.set(some, this.#inRest);
      this.#inRest += some.length;
      at += some.length;
      if (this.#inRest === BLOCK) {
        this.#block(this.#rest, 0);
        this.#inRest = 0;
      }
    }
  }

  /** @returns {Uint8Array} 32 octets; the digest is used up */
  finish() {
    const length = this.#length;
    const padding = new Uint8Array(BLOCK + 8 - ((length + 8) % BLOCK));
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, BigInt(length) * 8n);
    this.update(padding);
    const hash = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, i) => hash.setInt32(4 * i, word));
    return new Uint8Array(hash.buffer);
  }

  #block(octets, at) {
    const w = this.#words;
    for (let i = 0; i < 16; i++) {
      const from = at + 4 * i;
      w[i] = (octets[from] << 24) | (octets[from + 1] << 16) | (octets[from + 2] << 8) | octets[from + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    const state = this.#state;
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

function rotate(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits behind the point of the square or cube roots of the first primes. */
function fractions(count, root) {
  const words = [];
  for (let candidate = 2n; words.length < count; candidate++) {
    if (isPrime(candidate)) {
      words.push(Number(integerRoot(candidate << BigInt(32 * root), BigInt(root)) & 0xffffffffn));
    }
  }
  return words;
}

function isPrime(candidate) {
  for (let divisor = 2n; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0n) {
      return false;
    }
  }
  return true;
}

/** The largest integer whose power is at most the value, found bit by bit. */
function integerRoot(value, power) {
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** power <= value) {
      root += bit;
    }
  }
  return root;
}
