/** Something that happens again and again, and those who want to hear of it. */
export class Signal {
  #listeners = new Set()

  /** Returns a function that takes the listener off again. */
  on(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(...args) {
    for (const listener of [...this.#listeners]) listener(...args)
  }

  clear() {
    this.#listeners.clear()
  }
}
