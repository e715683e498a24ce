import assert from 'node:assert/strict';
import { test } from 'node:test';
import { associatedData, metadataKey } from '../../main/resources/static/protocol/data-keys.js';
import { MetadataRefused, openMetadata } from '../../main/resources/static/protocol/metadata.js';
import { concat, fromHex, utf8 } from '../../main/resources/static/protocol/octets.js';
import { readVectors } from './vectors.js';

const v = readVectors('metadata');
const members = JSON.parse(v.sealed.json);
const associated = associatedData(v.registry, fromHex(v.record), v.version);

async function openSealed(json) {
  const octets = await metadataKey(fromHex(v.dataKey), associated);
  const key = await crypto.subtle.importKey('raw', octets, 'AES-GCM', false, ['encrypt']);
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: associated }, key, utf8(json));
  return openMetadata(concat(iv, new Uint8Array(sealed)), fromHex(v.dataKey), associated);
}

test('a title of quotes, backslashes and colons opens as it was written', async () => {
  for (const title of ['"', '\\', '":', '\\":', 'a": "b', ':', '"'.repeat(30000)]) {
    assert.equal((await openSealed(JSON.stringify({ ...members, title }))).title, title);
  }
});

test('a member that stands twice is refused, also when it is written with an escape', async () => {
  for (const twice of ['"title":"other",', '"\\u0074itle" : "other",']) {
    await assert.rejects(openSealed(v.sealed.json.replace('{', '{' + twice)), MetadataRefused);
  }
});

test('a signature in another text of the same octets is refused by name', async () => {
  const authorSignature = members.authorSignature.slice(0, 85) + '_';
  await assert.rejects(openSealed(JSON.stringify({ ...members, authorSignature })), MetadataRefused);
});
