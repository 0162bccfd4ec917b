// The conversations that the browser keeps, in IndexedDB. What it has no room for stays in memory, and is tried again with the
// next that is kept.

const DATABASE = "langfast2api";
const STORE = "conversations";
// The index's keys tell what a list shows, so that no conversation is read for it.
const RECENT = "recent";

export class ConversationStore {
  #database;
  #onTrouble;
  #unsaved = new Map();

  // Whoever tells of trouble is given "store.full", "store.none" or "".
  static async open(onTrouble) {
    const store = new ConversationStore();
    store.#onTrouble = onTrouble;
    store.#database = await database().catch(() => undefined);
    if (!store.#database) onTrouble("store.none");
    return store;
  }

  get isAllKept() {
    return this.#unsaved.size === 0;
  }

  // The id and title of each, the newest first.
  async list() {
    const kept = this.#database ? await keys(this.#transaction("readonly").index(RECENT)) : [];
    const unsaved = [...this.#unsaved.values()].map(({ id, title, updated }) => ({ id, title, updated }));
    return [...unsaved, ...kept.filter(({ id }) => !this.#unsaved.has(id))].sort((one, other) => other.updated - one.updated);
  }

  async get(id) {
    return this.#unsaved.get(id) ?? (this.#database ? result(this.#transaction("readonly").get(id)) : undefined);
  }

  async all() {
    const kept = this.#database ? await result(this.#transaction("readonly").getAll()) : [];
    return [...this.#unsaved.values(), ...kept.filter(({ id }) => !this.#unsaved.has(id))];
  }

  async put(record) {
    this.#unsaved.set(record.id, record);
    if (!this.#database) return;
    try {
      for (const [id, waiting] of this.#unsaved) {
        await this.#write(waiting);
        if (this.#unsaved.get(id) === waiting) this.#unsaved.delete(id);
      }
      this.#onTrouble("");
    } catch {
      this.#onTrouble("store.full");
    }
  }

  async delete(id) {
    this.#unsaved.delete(id);
    if (this.#database) await done(this.#transaction("readwrite").delete(id));
    await this.#retry();
  }

  async clear() {
    this.#unsaved.clear();
    if (this.#database) await done(this.#transaction("readwrite").clear());
    await this.#retry();
  }

  // What another tab has added to a conversation stays in it.
  async #write(record) {
    const store = this.#transaction("readwrite");
    const known = new Set(record.nodes.map(({ id }) => id));
    const others = (await result(store.get(record.id)))?.nodes.filter(({ id }) => !known.has(id)) ?? [];
    await done(store.put({ ...record, nodes: [...record.nodes, ...others] }));
  }

  async #retry() {
    const [waiting] = this.#unsaved.values();
    if (waiting) await this.put(waiting);
    else if (this.#database) this.#onTrouble("");
  }

  #transaction(mode) {
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }
}

async function database() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex(RECENT, ["updated", "title"]);
  return result(request);
}

const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// What is written is there only when its transaction is over; a full store is told then.
const done = (request) =>
  new Promise((resolve, reject) => {
    request.transaction.oncomplete = resolve;
    request.transaction.onabort = () => reject(request.transaction.error ?? request.error);
  });

const keys = (index) =>
  new Promise((resolve, reject) => {
    const found = [];
    const request = index.openKeyCursor(null, "prev");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve(found);
      const [updated, title] = cursor.key;
      found.push({ id: cursor.primaryKey, title, updated });
      cursor.continue();
    };
  });
