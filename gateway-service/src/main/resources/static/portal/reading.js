/** Reads a record in a worker: segments come in as they are checked, and nothing is given out before the last one was. */
import { openStream } from '../protocol/content-stream.js';
import { ContentRefused, sealedLengthOf } from '../protocol/content.js';
import { Unreachable } from '../protocol/unreachable.js';

/** Sealed octets of the longest record that this page shows, of 64 MiB; the command line saves any. */
export const LONGEST = sealedLengthOf(64 * 1024 * 1024);

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
 * @returns {Promise<Blob>} of the type that the sealed metadata say; ContentRefused if the content is not what chain and author vouch for, Unreachable
 *     if the connection broke off
 */
export async function readWhole(opened, progress) {
  const pieces = [];
  let octets = 0;
  for await (const piece of piecesOf(await opened.toOpen())) {
    pieces.push(piece);
    octets += piece.length;
    progress(octets);
  }
  return new Blob(pieces, { type: opened.metadata.mediaType });
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
      // Errors of opening come as answers, so this one says that the worker itself did not load.
      worker.onerror = () => reject(new Unreachable());
    });
    if (answer.failed !== undefined) {
      throw rebuilt(answer.failed);
    }
    if (answer.whole) {
      return;
    }
    yield answer.piece;
    worker.postMessage('more');
  }
}

/** An error does not keep its class on the way out of a worker. Only a failed check may become one here. */
function rebuilt({ name, message }) {
  switch (name) {
    case 'ContentRefused':
      return new ContentRefused(message);
    case 'Unreachable':
      return new Unreachable();
    default:
      return Object.assign(new Error(message), { name });
  }
}
