import { MemoryStore } from './memory-store.js'

const table = 'messages'

/** Messages that wait, in IndexedDB; in memory where the browser has none to give. */
export async function openOutboxStore() {
  try {
    return new OutboxStore(await open())
  } catch {
    return new MemoryStore()
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('akkachat-outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'order', autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
    // Some browsers have hung here after a crash. The chat does not wait for them.
    setTimeout(() => reject(new Error('IndexedDB did not open')), 3000)
  })
}

class OutboxStore {
  #database
  #memory = new MemoryStore()

  constructor(database) {
    this.#database = database
  }

  /** All messages that wait, oldest first, of every person and room. */
  async list() {
    return [...await this.#run('readonly', store => store.getAll()).catch(() => []), ...await this.#memory.list()]
  }

  /** Resolves when the message is kept: with its place in the order, which two tabs share. */
  async add(item) {
    try {
      return { ...item, order: await this.#run('readwrite', store => store.add(item)) }
    } catch {
      return this.#memory.add(item)
    }
  }

  async put(item) {
    if (await this.#memory.put(item)) return
    await this.#run('readwrite', store => store.put(item)).catch(() => {})
  }

  async remove(order) {
    if (await this.#memory.remove(order)) return
    await this.#run('readwrite', store => store.delete(order)).catch(() => {})
  }

  /** Settles with the transaction, not the request: only then is it on the disk. */
  #run(mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(table, mode)
      const request = work(transaction.objectStore(table))
      // At once, not when this page next gets to run: it may be reloaded before.
      transaction.commit?.()
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }
}
