import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const FOLDER = new URL('../../../../protocol/vectors/', import.meta.url);

/** The lists that vectors.test.js runs, every entry of them. A list that is new or grows is named here when it is run there. */
const RUN = {
  'acceptance.json': { acceptances: 10, refusalLog: 3 },
  'content.json': { contents: 14, refusals: 31, mispadded: 12 },
  'envelope.json': { envelopes: 3, refusals: 26 },
  'metadata.json': { refusals: 107 },
  'operations.json': { keys: 12, operations: 16, refusals: 161 },
  'padme.json': { rows: 402 },
  'permission.json': { columns: 34, names: 268, rows: 268 },
  'words.json': { words: 14, refusals: 7 },
};

test('no vector is left out', () => {
  const found = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).map((name) => [name, countsOf(name)]);
  assert.deepEqual(Object.fromEntries(found), RUN);
});

function countsOf(name) {
  const lists = Object.entries(JSON.parse(readFileSync(new URL(name, FOLDER)))).filter(([, value]) => Array.isArray(value));
  return Object.fromEntries(lists.map(([list, entries]) => [list, entries.length]));
}
