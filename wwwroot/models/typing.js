import { Signal } from '../helpers/signal.js'

/** A sign of typing is believed for six seconds, and sent at most every three. Milliseconds. */
const believed = 6000
const every = 3000

/** Who else is typing. Times are given, so that it thinks without a clock. */
export class Typing {
  changed = new Signal()
  #until = new Map()
  #lastSent = -Infinity

  heard(person, now) {
    this.#until.set(person.id, { name: person.name, until: now + believed })
    this.changed.emit()
  }

  /** Their message came, or they left. */
  stopped(id) {
    if (this.#until.delete(id)) this.changed.emit()
  }

  clear() {
    if (!this.#until.size) return
    this.#until.clear()
    this.changed.emit()
  }

  names(now) {
    for (const [id, { until }] of this.#until) if (until <= now) this.#until.delete(id)
    return [...this.#until.values()].map(person => person.name)
  }

  /** Whether to tell the others that this person types; counts as told when it says yes. */
  mayTell(now) {
    if (now - this.#lastSent < every) return false
    this.#lastSent = now
    return true
  }

  /** After a message the next word is news again; but the server passes on one sign a second. */
  sent(now) {
    this.#lastSent = now - every + 1000
  }
}
