// Drafts and their photos on this phone (IndexedDB): what was typed outlives reload and power loss.
// Every draft has an owner; nobody else's are ever read.

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("sambung", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" }).createIndex("owner", "owner");
      asked.result.createObjectStore("files", { keyPath: "id", autoIncrement: true }).createIndex("draft", "draft");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// One transaction; resolves when it is on the disk, not when it was asked for.
async function within(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const asked = work(...stores.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

function removeFiles(files, key) {
  files.index("draft").openKeyCursor(IDBKeyRange.only(key)).onsuccess = ({ target }) => {
    if (!target.result) return;
    files.delete(target.result.primaryKey);
    target.result.continue();
  };
}

export const drafts = {
  open,
  get: (key) => within(["drafts"], "readonly", (store) => store.get(key)),
  put: (draft) => within(["drafts"], "readwrite", (store) => store.put(draft)),
  async all(owner) {
    const found = await within(["drafts"], "readonly", (store) => store.index("owner").getAll(owner));
    return found.sort((a, b) => b.at - a.at);
  },
  drop: (key) =>
    within(["drafts", "files"], "readwrite", (store, files) => {
      removeFiles(files, key);
      store.delete(key);
    }),
  // The receipt of what was sent: no text and no photo of it stays.
  receipt: (draft) =>
    within(["drafts", "files"], "readwrite", (store, files) => {
      removeFiles(files, draft.key);
      store.put(draft);
    }),
  // The same words and photos under a key of their own.
  async again(draft, key) {
    const photos = await drafts.files(draft.key);
    return within(["drafts", "files"], "readwrite", (store, files) => {
      photos.forEach((photo) => files.put({ ...photo, draft: key }));
      store.delete(draft.key);
      store.put({ ...draft, key });
    });
  },
  files: (key) => within(["files"], "readonly", (store) => store.index("draft").getAll(key)),
  addFile: (key, field, blob, name) => within(["files"], "readwrite", (store) => store.add({ draft: key, field, blob, name })),
  dropFile: (id) => within(["files"], "readwrite", (store) => store.delete(id)),
};
globalThis.sambung = { ...globalThis.sambung, drafts };
