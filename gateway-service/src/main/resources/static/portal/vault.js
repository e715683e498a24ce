/** What this browser keeps between visits: the key file, encrypted under its passphrase, and the network that was pinned with it. */
const NAME = 'anamnesis';
const STORE = 'vault';

/** @returns {Promise<{keyFile: string, network: string}|undefined>} undefined if there is none */
export function stored() {
  return inStore('readonly', (store) => store.get(STORE));
}

/** @param {string} keyFile PEM @param {string} network the JSON text of network.json */
export function keep(keyFile, network) {
  return inStore('readwrite', (store) => store.put({ keyFile, network }, STORE));
}

/** Forgets all of it; without a copy of the key file the records cannot be opened any more. */
export function forget() {
  return inStore('readwrite', (store) => store.delete(STORE));
}

async function inStore(mode, use) {
  const database = await opened();
  try {
    return await answer(use(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
