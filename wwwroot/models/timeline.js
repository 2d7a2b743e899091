import { Signal } from '../helpers/signal.js'

/**
 * The messages of a room that this page has, oldest first. Fed in order by the room's log at its end,
 * and by history at its start.
 */
export class Timeline {
  changed = new Signal()
  messages = []
  hasBefore = false
  /** Counts the snapshots: an answer about an earlier one is of no use any more. */
  generation = 0
  #bySeq = new Map()

  get first() {
    return this.messages[0]?.seq ?? null
  }

  /** Today's newest messages, in place of all that was shown. */
  replace(events) {
    this.generation++
    this.messages = []
    this.#bySeq.clear()
    for (const event of events) this.#append(event)
    this.hasBefore = this.messages.length > 0 && this.first > 1
    this.changed.emit()
  }

  /** The next event of the log. A kind this page does not know changes nothing. */
  apply(event) {
    if (event.kind === 'posted') this.#append(event)
    else if (event.kind === 'edited' && typeof event.text === 'string') this.#update(event.target, { text: event.text, editedAt: event.at })
    else if (event.kind === 'deleted') this.#update(event.target, { text: null, deleted: true })
    else return
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

  /** Past `most` messages keeps the newest `keep`: a room that was open for a week need not weigh a week. */
  trim(most, keep) {
    if (this.messages.length <= most) return
    for (const message of this.messages.splice(0, this.messages.length - keep)) this.#bySeq.delete(message.seq)
    this.hasBefore = true
    this.changed.emit()
  }

  #append(event) {
    if (event.kind !== 'posted' || this.#bySeq.has(event.seq)) return
    const message = toMessage(event)
    this.messages.push(message)
    this.#bySeq.set(message.seq, message)
  }

  #update(seq, change) {
    const message = this.#bySeq.get(seq)
    if (!message) return
    const changed = { ...message, ...change }
    this.#bySeq.set(seq, changed)
    this.messages[this.messages.indexOf(message)] = changed
  }
}

function toMessage({ seq, at, by, id, text, editedAt, deleted, erased }) {
  const gone = Boolean(deleted || erased) || typeof text !== 'string'
  return { seq, at, by, id, text: gone ? null : text, editedAt: editedAt ?? null, deleted: gone }
}
