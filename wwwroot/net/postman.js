import { alone } from '../helpers/locks.js'
import { Signal } from '../helpers/signal.js'
import { isAstray, requestOf } from '../models/commands.js'
import { refusal } from '../models/refusals.js'
import { Refused } from './connection.js'

/**
 * Takes the commands of the outbox to the server: one at a time, in order, and only one tab of a browser at once.
 * What can't be delivered now is tried again by itself; what never will be is marked, and the next one goes.
 */
export class Postman {
  changed = new Signal()
  /** Why nothing can be stored now, in words; null when nothing is known to be wrong. */
  trouble = null
  #session
  #room
  #outbox
  #busy = false
  #askedAgain = false
  #timer
  #tries = 0

  constructor(session, room, outbox) {
    this.#session = session
    this.#room = room
    this.#outbox = outbox
    room.changed.on(() => {
      this.#setTrouble(null)
      this.deliver()
    })
  }

  async deliver() {
    clearTimeout(this.#timer)
    this.#askedAgain = true
    if (this.#busy) return
    this.#busy = true
    try {
      while (this.#askedAgain && this.#room.joined) {
        this.#askedAgain = false
        await alone(`akkachat outbox ${this.#session.user.id} ${this.#room.name}`, () => this.#round())
      }
    } finally {
      this.#busy = false
    }
  }

  async #round() {
    while (this.#room.joined) {
      const item = await this.#outbox.next(this.#session.user.id)
      if (!item || !(await this.#deliver(item))) return
    }
  }

  /** False when it makes no sense to go on now. */
  async #deliver(item) {
    if (isAstray(item, this.#room.epoch)) {
      await this.#outbox.remove(item.id)
      return true
    }
    try {
      const { seq } = await this.#session.request(...requestOf(item, this.#room.epoch))
      await this.#done(item, seq)
      return true
    } catch (error) {
      // A lost connection comes back, and with it the room, and with that this round.
      if (!(error instanceof Refused)) return false
      return this.#refused(item, error)
    }
  }

  async #done(item, seq) {
    this.#tries = 0
    this.#setTrouble(null)
    await this.#outbox.stored(item.id, seq)
    this.#outbox.reached(this.#room.last)
  }

  async #refused(item, error) {
    const { done, again, afterMs, words, trouble } = refusal(error, item, ++this.#tries)
    this.#setTrouble(trouble ?? null)
    if (again) return this.#later(item, error, words, afterMs)
    this.#tries = 0
    if (done) await this.#outbox.remove(item.id)
    else await this.#outbox.failed(item.id, words, error.code === 'id_conflict')
    return true
  }

  #later(item, error, words, afterMs) {
    this.#outbox.note(item.id, words)
    if (error.code === 'not_joined') this.#room.catchUp()
    this.#timer = setTimeout(() => this.deliver(), afterMs)
    return false
  }

  #setTrouble(words) {
    if (this.trouble === words) return
    this.trouble = words
    this.changed.emit()
  }
}
