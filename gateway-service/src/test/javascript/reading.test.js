import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { LONGEST, readWhole } from '../../main/resources/static/portal/reading.js';
import { ContentRefused } from '../../main/resources/static/protocol/content.js';
import { Unreachable } from '../../main/resources/static/protocol/unreachable.js';

const opened = { metadata: { mediaType: 'text/plain' }, toOpen: async () => ({ stream: null }) };

/** A worker that answers so, one message for each that it is sent. */
function answering(...answers) {
  globalThis.Worker = class {
    postMessage() {
      const answer = answers.shift();
      setTimeout(() => (answer === 'onerror' ? this.onerror() : this.onmessage({ data: answer })));
    }

    terminate() {
      answers.length = 0;
    }
  };
}

afterEach(() => {
  delete globalThis.Worker;
});

test('pieces become a whole of the sealed type', async () => {
  const piece = (...octets) => ({ piece: Uint8Array.from(octets) });
  answering(piece(72), piece(105, 33), { whole: true });
  const seen = [];
  const blob = await readWhole(opened, (octets) => seen.push(octets));
  assert.equal(await blob.text(), 'Hi!');
  assert.equal(blob.type, 'text/plain');
  assert.deepEqual(seen, [1, 3]);
});

test('only a failed check is told as one', async () => {
  const failing = (name) => ({ failed: { name, message: 'a sentence' } });
  const cases = [
    [failing('ContentRefused'), (e) => e instanceof ContentRefused && e.message === 'a sentence'],
    [failing('Unreachable'), (e) => e instanceof Unreachable],
    [failing('TypeError'), (e) => e.name === 'TypeError' && e.message === 'a sentence' && !(e instanceof ContentRefused)],
    ['onerror', (e) => e instanceof Unreachable],
  ];
  for (const [answer, expected] of cases) {
    answering({ piece: new Uint8Array(1) }, answer);
    await assert.rejects(readWhole(opened, () => {}), expected, JSON.stringify(answer));
  }
});

test('64 MiB are shown, and not an octet more', () => {
  assert.equal(LONGEST, 40 + 64 * 1024 * 1024 + 16 * 1025);
});
