const pageSize = 50

/** Reads a room's past into its models, by the wire's `history`. */
export class History {
  #session
  #room
  #timeline
  #quotes
  #turning = false
  #wanted = []
  #fetching = false

  constructor(session, room, { timeline, quotes }) {
    this.#session = session
    this.#room = room
    this.#timeline = timeline
    this.#quotes = quotes
    quotes.wanted.on(seq => this.#want(seq))
  }

  /** The page of messages before the first one shown. False when it could not be had. */
  older() {
    const timeline = this.#timeline
    return timeline.hasBefore && this.#turn({ before: timeline.first }, page => timeline.prepend(page.events, page.hasBefore))
  }

  /** The page after the last one shown. */
  newer() {
    const timeline = this.#timeline
    return timeline.hasAfter && this.#turn({ after: timeline.last }, page => timeline.append(page.events))
  }

  /** The messages around one, in place of those shown. */
  around(seq) {
    return this.#read({ around: seq }, page => this.#timeline.show(page.events, page.hasBefore))
  }

  /** The newest messages, in place of those shown. */
  newest() {
    return this.#read({ before: this.#room.last + 1 }, page => this.#timeline.show(page.events, page.hasBefore))
  }

  /** One page at a time: scrolling asks more often than pages come. */
  async #turn(where, take) {
    if (this.#turning) return false
    this.#turning = true
    try {
      return await this.#read(where, take)
    } finally {
      this.#turning = false
    }
  }

  async #read(where, take) {
    const timeline = this.#timeline
    if (!this.#room.joined) return false
    const { generation } = timeline
    const meanwhile = []
    const off = this.#room.applied.on(event => meanwhile.push(event))
    try {
      const page = await this.#session.request('history', { room: this.#room.name, limit: pageSize, ...where })
      if (generation !== timeline.generation) return false
      take(page)
      // The page may have been read before these: they were about messages that were not here yet.
      for (const event of meanwhile) timeline.apply(event)
      return true
    } catch {
      return false
    } finally {
      off()
    }
  }

  #want(seq) {
    this.#wanted.push(seq)
    void this.#fetchWanted()
  }

  async #fetchWanted() {
    if (this.#fetching) return
    this.#fetching = true
    while (this.#wanted.length) await this.#fetch(this.#wanted.shift())
    this.#fetching = false
  }

  async #fetch(seq) {
    try {
      const page = await this.#session.request('history', { room: this.#room.name, around: seq, limit: 1 })
      this.#quotes.came(seq, page.events)
    } catch {
      this.#quotes.failed(seq)
    }
  }
}
