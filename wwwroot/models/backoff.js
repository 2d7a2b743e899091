/**
 * How long to wait before the next attempt: full jitter, so that a thousand pages that lost the same server
 * do not all come back in the same second. Milliseconds.
 */
export class Backoff {
  #attempt = 0

  constructor({ first = 500, most = 15_000, random = Math.random } = {}) {
    this.first = first
    this.most = most
    this.random = random
  }

  next() {
    const ceiling = Math.min(this.most, this.first * 2 ** this.#attempt++)
    return Math.round(this.random() * ceiling)
  }

  reset() {
    this.#attempt = 0
  }
}
