/** Reads a record in a worker: segments come in as they are checked, and nothing is given out before the last one was. */
import { openStream } from '../protocol/content-stream.js';
import { ContentRefused } from '../protocol/content.js';

/** Octets of the longest record that this page shows; the command line saves any. */
export const LONGEST = 64 * 1024 * 1024;

const WORKER = '/protocol/content-worker.js';

/** Trusted Types let a worker be made of this one address alone. */
const policy = globalThis.trustedTypes?.createPolicy('content-worker', {
  createScriptURL: (url) => {
    if (url !== WORKER) {
      throw new TypeError('no worker but the reader of contents');
    }
    return url;
  },
});

/**
 * @param {import('../protocol/records.js').OpenedRecord} opened @param {(octets: number) => void} progress
 * @returns {Promise<Blob>} of the type that the sealed metadata say; ContentRefused if the content is not what chain and author vouch for
 */
export async function readWhole(opened, progress) {
  const { length, mediaType } = opened.metadata;
  if (length > LONGEST) {
    throw new ContentRefused('the record is too long to be shown in a page');
  }
  const pieces = [];
  let octets = 0;
  for await (const piece of piecesOf(await opened.toOpen())) {
    pieces.push(piece);
    octets += piece.length;
    progress(octets);
  }
  return new Blob(pieces, { type: mediaType });
}

/** A browser that cannot hand a stream to a worker opens it here, segment by segment all the same. */
async function* piecesOf(toOpen) {
  const worker = new Worker(policy?.createScriptURL(WORKER) ?? WORKER, { type: 'module' });
  try {
    if (handsOver(worker, toOpen)) {
      yield* answersOf(worker);
    } else {
      yield* openStream(toOpen.stream, toOpen.head, toOpen.dataKey, toOpen.metadata);
    }
  } finally {
    worker.terminate();
  }
}

function handsOver(worker, toOpen) {
  try {
    worker.postMessage(toOpen, [toOpen.stream]);
    return true;
  } catch (e) {
    if (e.name === 'DataCloneError') {
      return false;
    }
    throw e;
  }
}

async function* answersOf(worker) {
  for (;;) {
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => reject(new ContentRefused('the reader of contents broke off'));
    });
    if (answer.refused !== undefined) {
      throw new ContentRefused(answer.refused);
    }
    if (answer.whole) {
      return;
    }
    yield answer.piece;
    worker.postMessage('more');
  }
}
