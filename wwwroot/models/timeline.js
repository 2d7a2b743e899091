import { Signal } from '../helpers/signal.js'
import { changed, toMessage } from './message.js'

/**
 * A stretch of a room's messages without a gap, oldest first: mostly its end, which the room's log feeds in order.
 * History lengthens it on both sides, or puts another stretch in its place; it then follows the log again as soon as
 * it reaches the newest message.
 */
export class Timeline {
  changed = new Signal()
  messages = []
  hasBefore = false
  /** Counts the stretches: an answer about an earlier one is of no use any more. */
  generation = 0
  #bySeq = new Map()
  #newest = 0

  get first() {
    return this.messages[0]?.seq ?? null
  }

  get last() {
    return this.messages.at(-1)?.seq ?? 0
  }

  /** The newest message of the room, also when it is not among those here. */
  get newest() {
    return this.#newest
  }

  get hasAfter() {
    return this.#newest > this.last
  }

  find(seq) {
    return this.#bySeq.get(seq) ?? null
  }

  /** A snapshot: today's newest messages, in place of all that was shown. */
  replace(events) {
    this.#newest = 0
    this.show(events, true)
    this.#newest = this.last
    this.hasBefore = this.messages.length > 0 && this.first > 1
    this.changed.emit()
  }

  /** Another stretch of the room, in place of this one. */
  show(events, hasBefore) {
    this.generation++
    this.messages = []
    this.#bySeq.clear()
    for (const event of events) this.#append(event)
    this.hasBefore = hasBefore
    this.changed.emit()
  }

  /** The next event of the log. A kind this page does not know changes nothing. */
  apply(event) {
    if (event.kind === 'posted') this.#posted(event)
    else if (!this.#change(event)) return
    this.changed.emit()
  }

  /** A page of history that ends before the first message shown. */
  prepend(events, hasBefore) {
    const older = events.filter(event => event.kind === 'posted' && !this.#bySeq.has(event.seq)).map(toMessage)
    for (const message of older) this.#bySeq.set(message.seq, message)
    this.messages = [...older, ...this.messages].sort((a, b) => a.seq - b.seq)
    // A page that brought nothing must not be asked for again and again.
    this.hasBefore = hasBefore && older.length > 0
    this.changed.emit()
  }

  /** A page of history that begins after the last message shown. */
  append(events) {
    for (const event of events) this.#append(event)
    this.changed.emit()
  }

  /** Past `most` messages keeps the newest `keep`: a room that was open for a week need not weigh a week. */
  trim(most, keep) {
    if (this.messages.length <= most) return
    for (const message of this.messages.splice(0, this.messages.length - keep)) this.#bySeq.delete(message.seq)
    this.hasBefore = true
    this.changed.emit()
  }

  /** While messages are missing before it, a new one waits for history to bring those. */
  #posted(event) {
    const follows = !this.hasAfter
    this.#newest = Math.max(this.#newest, event.seq)
    if (follows) this.#append(event)
  }

  #append(event) {
    if (event.kind !== 'posted' || this.#bySeq.has(event.seq)) return
    const message = toMessage(event)
    this.messages.push(message)
    this.#bySeq.set(message.seq, message)
  }

  #change(event) {
    const message = this.#bySeq.get(event.target)
    const after = message && changed(message, event)
    if (after === message) return false
    this.#bySeq.set(event.target, after)
    this.messages[this.messages.indexOf(message)] = after
    return true
  }
}
