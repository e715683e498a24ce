/** What this browser keeps between visits: the key file, encrypted under its passphrase, and the network that was pinned with it. */
const DATABASE = 'anamnesis';
const STORE = 'vault';
/** Under which the only entry of the store lies. */
const ENTRY = 'vault';

/** @typedef {{keyFile: string, network: string}} Kept a PEM and the JSON text of network.json */

/** @returns {Promise<Kept|undefined>} undefined if there is none */
export function stored() {
  return inStore('readonly', (store) => answer(store.get(ENTRY)));
}

/**
 * Keeps a key file, unless another one is here: a second tab may have made one meanwhile, and nobody could make it again.
 * @param {string} keyFile @param {string} network @returns {Promise<boolean>} false if another one is here, which stays
 */
export async function keep(keyFile, network) {
  const kept = await inStore('readwrite', async (store) => {
    const there = await answer(store.get(ENTRY));
    const mayPut = there === undefined || there.keyFile === keyFile;
    return mayPut && answer(store.put({ keyFile, network }, ENTRY)).then(() => true);
  });
  if (kept) {
    askToPersist();
  }
  return kept;
}

/** Forgets this key file; without a copy of it the records cannot be opened any more. @param {string} keyFile */
export function forget(keyFile) {
  return inStore('readwrite', async (store) => {
    if ((await answer(store.get(ENTRY)))?.keyFile === keyFile) {
      store.delete(ENTRY);
    }
  });
}

/** A browser that is short of space deletes what it did not promise to keep. It may ask the person, so nothing waits for it. */
export function askToPersist() {
  navigator.storage?.persist?.().catch((e) => console.warn('the browser does not say whether it keeps the key', e));
}

/** What `use` gives counts only when the transaction is complete, which for writing means on the disk. */
async function inStore(mode, use) {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const [given] = await Promise.all([use(transaction.objectStore(STORE)), completed(transaction)]);
    return given;
  } finally {
    database.close();
  }
}

function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

function completed(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
