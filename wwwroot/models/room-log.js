/** More than this is not held back: it is fetched again with the hole. */
const mostHeld = 1000

/**
 * Where this page stands in a room's log, by the client's rule of the wire: the next event is applied,
 * an old one dropped, one from further on held until the hole before it is filled.
 * `apply(event)` is called once for every seq, in order.
 */
export class RoomLog {
  epoch = null
  last = 0
  #held = new Map()
  #apply

  constructor(apply) {
    this.#apply = apply
  }

  /** What to join with: nothing at first, then the place reached. */
  get after() {
    return this.epoch === null ? undefined : { epoch: this.epoch, seq: this.last }
  }

  /** True when a hole lies between what was applied and what came. */
  get hasHole() {
    return this.#held.size > 0
  }

  /** Takes a live event: 'applied', 'dropped' or 'held'. */
  take(event) {
    if (event.seq <= this.last) return 'dropped'
    if (event.seq > this.last + 1 || this.epoch === null) {
      if (this.#held.size < mostHeld) this.#held.set(event.seq, event)
      return 'held'
    }
    this.#advance(event)
    this.#release()
    return 'applied'
  }

  /** Takes the events of a delta. What was held and now fits follows. */
  takeDelta(events) {
    for (const event of events) this.take(event)
    this.#release()
  }

  /** Starts anew from a snapshot, whose events need no applying: they are today's state. */
  startAt(epoch, head) {
    // Held events of another log must not be mistaken for this one's.
    if (epoch !== this.epoch) this.#held.clear()
    this.epoch = epoch
    this.last = head
    this.#release()
  }

  /** Forgets the place, so that the next join brings a snapshot. */
  forget() {
    this.epoch = null
    this.last = 0
    this.#held.clear()
  }

  #advance(event) {
    this.last = event.seq
    this.#apply(event)
  }

  #release() {
    for (const seq of this.#held.keys()) if (seq <= this.last) this.#held.delete(seq)
    for (let next; (next = this.#held.get(this.last + 1)); ) {
      this.#held.delete(next.seq)
      this.#advance(next)
    }
  }
}
