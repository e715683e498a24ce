/**
 * Opens a record's content in a worker, so that the page stays quick. Takes one message, what `OpenedRecord.toOpen` gives (its stream transferred);
 * answers `{piece}` for each segment, the next one at any further message, then `{whole: true}`, or `{failed: {name, message}}` of the error, at which
 * the page drops what it has: ContentRefused if the content is not what chain and author vouch for, Unreachable if it did not all come.
 */
import { openStream } from './content-stream.js';

/** @param {MessagePort|DedicatedWorkerGlobalScope} port */
export function serveContent(port) {
  let answers = null;
  port.onmessage = async ({ data }) => {
    answers ??= answersTo(data);
    const { value } = await answers.next();
    if (value !== undefined) {
      port.postMessage(value, value.piece ? [value.piece.buffer] : []);
    }
  };
}

async function* answersTo({ stream, head, dataKey, metadata }) {
  try {
    for await (const piece of openStream(stream, head, dataKey, metadata)) {
      yield { piece };
    }
  } catch (e) {
    yield { failed: { name: e.name, message: e.message } };
    return;
  }
  yield { whole: true };
}

if (typeof DedicatedWorkerGlobalScope !== 'undefined' && globalThis instanceof DedicatedWorkerGlobalScope) {
  serveContent(globalThis);
}
