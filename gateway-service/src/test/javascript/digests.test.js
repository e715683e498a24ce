import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sha256 } from '../../main/resources/static/protocol/digest.js';
import { keccak256, signatureHash } from '../../main/resources/static/protocol/keccak.js';
import { sha256, toHex } from '../../main/resources/static/protocol/octets.js';

test('SHA-256 in pieces is SHA-256', async () => {
  const octets = Uint8Array.from({ length: 1000 }, (_, i) => (i * i) >> 3);
  for (let length = 0; length <= 260; length++) {
    const digest = new Sha256();
    for (let at = 0, some = 1; at < length; at += some, some = (some * 7) % 130) {
      digest.update(octets.subarray(at, Math.min(length, at + some)));
    }
    assert.deepEqual(digest.finish(), await sha256(octets.slice(0, length)), `length ${length}`);
  }
});

test('Keccak-256 is that of Ethereum', () => {
  assert.equal(toHex(signatureHash('')), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  assert.equal(toHex(signatureHash('transfer(address,uint256)').slice(0, 4)), 'a9059cbb');
  assert.equal(toHex(signatureHash('Transfer(address,address,uint256)')), 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef');
  assert.equal(toHex(keccak256(new Uint8Array(200).fill(0xa3))), '3a57666b048777f2c953dc4456f45a2588e1cb6f2da760122d530ac2ce607d4a');
});
