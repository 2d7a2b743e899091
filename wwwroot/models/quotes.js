import { Signal } from '../helpers/signal.js'
import { changed, toMessage } from './message.js'

/** The messages that others answer and that are not among those shown, kept as they read now. */
export class Quotes {
  changed = new Signal()
  /** Somebody wants to see one that is not here: its seq. */
  wanted = new Signal()
  #timeline
  #bySeq = new Map()
  #asked = new Set()

  constructor(timeline) {
    this.#timeline = timeline
  }

  /** The message; null when there is none, undefined while it is being fetched. */
  of(seq) {
    const message = this.#timeline.find(seq) ?? this.#bySeq.get(seq)
    if (message === undefined && !this.#asked.has(seq)) {
      this.#asked.add(seq)
      this.wanted.emit(seq)
    }
    return message
  }

  /** The answer of history to what was wanted. */
  came(seq, events) {
    const event = events.find(one => one.seq === seq && one.kind === 'posted')
    this.#bySeq.set(seq, event ? toMessage(event) : null)
    this.changed.emit()
  }

  /** It could not be had now: whoever wants it may ask again. */
  failed(seq) {
    this.#asked.delete(seq)
  }

  apply(event) {
    const message = this.#bySeq.get(event.target)
    if (!message) return
    this.#bySeq.set(event.target, changed(message, event))
    this.changed.emit()
  }

  /** What was fetched belongs to what was; it is asked for again when it is wanted again. */
  clear() {
    this.#bySeq.clear()
    this.#asked.clear()
  }
}
