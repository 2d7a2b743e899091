/** The outbox of a browser that keeps nothing. Its places come after all that IndexedDB gives. */
export class MemoryStore {
  #items = new Map()
  #next = 1e15

  async list() {
    return [...this.#items.values()]
  }

  async add(item) {
    const kept = { ...item, order: this.#next++ }
    this.#items.set(kept.order, kept)
    return kept
  }

  async put(item) {
    if (!this.#items.has(item.order)) return false
    this.#items.set(item.order, item)
    return true
  }

  async remove(order) {
    return this.#items.delete(order)
  }
}
