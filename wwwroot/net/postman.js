import { alone } from '../helpers/locks.js'
import { refusal } from '../models/refusals.js'
import { Refused } from './connection.js'

/**
 * Takes the messages of the outbox to the server: one at a time, in order, and only one tab of a browser at once.
 * What can't be delivered now is tried again by itself; what never will be is marked, and the next one goes.
 */
export class Postman {
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
    room.changed.on(() => this.deliver())
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
    try {
      const { seq } = await this.#session.request('send', { room: item.room, id: item.id, text: item.text })
      this.#tries = 0
      await this.#outbox.stored(item.id, seq)
      this.#outbox.reached(this.#room.last)
      return true
    } catch (error) {
      // A lost connection comes back, and with it the room, and with that this round.
      if (!(error instanceof Refused)) return false
      return this.#refused(item, error)
    }
  }

  async #refused(item, error) {
    const { again, afterMs, words } = refusal(error, ++this.#tries)
    if (!again) {
      this.#tries = 0
      await this.#outbox.failed(item.id, words, error.code === 'id_conflict')
      return true
    }
    this.#outbox.note(item.id, words)
    if (error.code === 'not_joined') this.#room.catchUp()
    this.#timer = setTimeout(() => this.deliver(), afterMs)
    return false
  }
}
