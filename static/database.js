/**
 * A database of the browser, opened for one transaction and closed after it: iPads close what is
 * kept open. Its stores are version 1 for ever: what waits in them is never moved.
 */

/** @type {(request: IDBRequest) => Promise<any>} */
export function asked(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** A transaction over all stores. A lost connection, with nothing done, is asked for once more.
 * @type {(name: string, keys: Record<string, string>, mode: IDBTransactionMode, again?: boolean) =>
 *   Promise<IDBTransaction>} */
async function begin(name, keys, mode, again = true) {
  const stores = Object.keys(keys);
  try {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store, { keyPath: keys[store] });
    };
    return (await asked(request)).transaction(stores, mode, { durability: "strict" });
  } catch (error) {
    if (!again) throw error;
    return begin(name, keys, mode, false);
  }
}

/** A function that does one piece of work. It may wait for what it `asked` of the stores and for
 * nothing else. Its result comes when all is on the disk; where it went wrong nothing was done.
 * @type {(name: string, keys: Record<string, string>) => (mode: IDBTransactionMode,
 *   work: (store: (name: string) => IDBObjectStore) => any) => Promise<any>} */
export const database = (name, keys) => async (mode, work) => {
  const transaction = await begin(name, keys, mode);
  try {
    const kept = new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    });
    const store = (name) => transaction.objectStore(name);
    const worked = (async () => work(store))().catch((error) => {
      if (!transaction.error) transaction.abort();
      throw error;
    });
    return (await Promise.all([worked, kept]))[0];
  } finally {
    transaction.db.close();
  }
};
