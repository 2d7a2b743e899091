import { Signal } from '../helpers/signal.js'
import { RoomLog } from '../models/room-log.js'
import { Refused } from './connection.js'

const refusals = {
  not_found: 'There is no room of this name.',
  bad_request: 'There can’t be a room of this name.',
  forbidden: 'You may not enter this room.',
  banned: 'You may not enter this room any more.',
}

/** One room as this connection sees it: joins, catches up, and feeds the models. */
export class Room {
  /** Whether everything up to now is here, and this page hears what comes. */
  joined = false
  changed = new Signal()
  applied = new Signal()
  /** The answer to a join came: its `mode`, `epoch`, `head`, `read`. */
  entered = new Signal()
  /** The room's log is another one than before: the server was restored from an older backup. */
  restored = new Signal()
  /** Names the log that the seqs are of; null before the first join. */
  epoch = null
  #session
  #models
  #log
  #joining = null
  #timer

  /** `models` are {timeline, presence, typing, quotes}. */
  constructor(session, name, models) {
    this.name = name
    this.#session = session
    this.#models = models
    this.#log = new RoomLog(event => this.#apply(event))
    session.welcomed.on(() => this.catchUp())
    session.pushed.on(frame => this.#receive(frame))
    session.changed.on(() => session.isOpen || this.#out())
  }

  get last() {
    return this.#log.last
  }

  /** Joins from the place reached, as often as it takes. Also asks a connection that looks dead whether it is. */
  catchUp(within) {
    this.#joining ??= this.#catchUp(within).finally(() => (this.#joining = null))
    return this.#joining
  }

  async #catchUp(within) {
    clearTimeout(this.#timer)
    try {
      for (let more = true; more; ) {
        const before = this.#log.last
        const reply = await this.#session.request('join', { room: this.name, after: this.#log.after }, within)
        this.#take(reply)
        more = reply.hasMore || this.#log.hasHole
        // A delta that does not lead on would be asked for for ever. A snapshot always does.
        if (more && reply.mode === 'delta' && this.#log.last === before) this.#log.forget()
      }
      this.joined = true
      this.changed.emit()
    } catch (error) {
      if (error instanceof Refused) this.#refused(error)
    }
  }

  #take(reply) {
    const { timeline, presence } = this.#models
    const isOther = this.epoch !== null && this.epoch !== reply.epoch
    this.epoch = reply.epoch
    if (isOther) this.restored.emit()
    if (reply.mode === 'delta' && reply.epoch === this.#log.epoch) {
      this.#log.takeDelta(reply.events)
    } else {
      this.#models.quotes.clear()
      timeline.replace(reply.events)
      this.#log.startAt(reply.epoch, reply.head)
      for (const event of reply.events) this.applied.emit(event, { live: false })
    }
    presence.replace(reply.members, reply.online)
    this.entered.emit(reply)
  }

  #refused(error) {
    const words = refusals[error.code]
    if (words) this.#session.stop(words)
    else this.#timer = setTimeout(() => this.catchUp(), Math.max(error.retryAfterMs ?? 0, 1000))
  }

  #receive(frame) {
    const { presence, typing } = this.#models
    if (frame.type === 'heartbeat') {
      if (frame.heads?.[this.name] > this.#log.last && this.joined) this.catchUp()
    } else if (frame.room !== this.name) {
      return
    } else if (frame.type === 'event') {
      if (this.#log.take(frame) === 'held' && this.joined) this.catchUp()
    } else if (frame.type === 'presence') {
      presence.update(frame)
    } else if (frame.type === 'typing' && frame.by.id !== this.#session.user?.id) {
      typing.heard(frame.by, Date.now())
    }
  }

  #apply(event) {
    const { timeline, presence, typing, quotes } = this.#models
    timeline.apply(event)
    quotes.apply(event)
    if (event.by) {
      presence.named(event.by)
      typing.stopped(event.by.id)
    }
    this.applied.emit(event, { live: true })
  }

  #out() {
    clearTimeout(this.#timer)
    this.#models.typing.clear()
    if (!this.joined) return
    this.joined = false
    this.changed.emit()
  }
}
