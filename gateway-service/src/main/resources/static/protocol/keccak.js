/** Keccak-256 as Ethereum has it (not SHA-3: the padding differs), for function selectors, event topics and the hash of a contract's code. */
import { utf8 } from './octets.js';

const RATE = 136;
const MASK = (1n << 64n) - 1n;
const ROUNDS = roundConstants();
const [ROTATIONS, PLACES] = rhoAndPi();

/** @param {Uint8Array} octets @returns {Uint8Array} 32 octets */
export function keccak256(octets) {
  const padded = new Uint8Array((Math.floor(octets.length / RATE) + 1) * RATE);
  padded.set(octets);
  padded[octets.length] = 0x01;
  padded[padded.length - 1] |= 0x80;
  const view = new DataView(padded.buffer);
  let lanes = new Array(25).fill(0n);
  for (let block = 0; block < padded.length; block += RATE) {
    for (let i = 0; i < RATE / 8; i++) {
      lanes[i] ^= view.getBigUint64(block + 8 * i, true);
    }
    lanes = ROUNDS.reduce(permute, lanes);
  }
  const hash = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 4; i++) {
    hash.setBigUint64(8 * i, lanes[i], true);
  }
  return new Uint8Array(hash.buffer);
}

/** @param {string} signature of an event or function, such as `record(bytes32)` */
export function signatureHash(signature) {
  return keccak256(utf8(signature));
}

function permute(lanes, constant) {
  const columns = [0, 1, 2, 3, 4].map((x) => lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]);
  const mixed = lanes.map((lane, i) => lane ^ columns[(i + 4) % 5] ^ rotate(columns[(i + 1) % 5], 1));
  const moved = new Array(25);
  mixed.forEach((lane, i) => {
    moved[PLACES[i]] = rotate(lane, ROTATIONS[i]);
  });
  const next = moved.map((lane, i) => {
    const row = i - (i % 5);
    return lane ^ (~moved[row + ((i + 1) % 5)] & MASK & moved[row + ((i + 2) % 5)]);
  });
  next[0] ^= constant;
  return next;
}

function rotate(lane, bits) {
  return bits === 0 ? lane : ((lane << BigInt(bits)) | (lane >> BigInt(64 - bits))) & MASK;
}

function rhoAndPi() {
  const [rotations, places] = [new Array(25).fill(0), new Array(25).fill(0)];
  let [x, y] = [1, 0];
  for (let t = 0; t < 24; t++) {
    rotations[x + 5 * y] = (((t + 1) * (t + 2)) / 2) % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  for (let i = 0; i < 25; i++) {
    const [column, row] = [i % 5, Math.floor(i / 5)];
    places[i] = row + 5 * ((2 * column + 3 * row) % 5);
  }
  return [rotations, places];
}

/** From the linear feedback shift register of FIPS 202, algorithm 5. */
function roundConstants() {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) {
        constant |= 1n << BigInt(2 ** j - 1);
      }
      register = register & 0x80 ? (register << 1) ^ 0x171 : register << 1;
    }
    return constant;
  });
}
