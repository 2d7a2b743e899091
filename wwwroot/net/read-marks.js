import { Refused } from './connection.js'

/** The server hears of reading at most this often. Milliseconds. */
const every = 1000

/** Tells the server how far this person has read, so that their other devices know; and hears it of those. */
export class ReadMarks {
  #session
  #room
  #reading
  #told = 0
  #busy = false

  constructor(session, room, reading) {
    this.#session = session
    this.#room = room
    this.#reading = reading
    reading.changed.on(() => this.#tell())
    room.changed.on(() => this.#tell())
    session.pushed.on(frame => frame.type === 'read' && frame.room === room.name && this.#heard(frame.seq))
  }

  /** The server has this mark. */
  knows(seq) {
    this.#told = Math.max(this.#told, seq)
  }

  restarted() {
    this.#told = 0
  }

  #heard(seq) {
    this.knows(seq)
    this.#reading.markedElsewhere(seq)
  }

  async #tell() {
    if (this.#busy || !this.#room.joined || !(this.#reading.mark > this.#told)) return
    this.#busy = true
    const wait = await this.#send(this.#reading.mark)
    setTimeout(() => {
      this.#busy = false
      this.#tell()
    }, wait)
  }

  /** Gives how long to wait before the next one. A mark that did not come through goes with the next, or with the next join. */
  async #send(seq) {
    try {
      await this.#session.request('read', { room: this.#room.name, seq })
      this.knows(seq)
    } catch (error) {
      if (error instanceof Refused && error.code === 'bad_request') this.knows(seq) // It won't be right the second time.
      if (error instanceof Refused && error.retryAfterMs) return Math.max(every, error.retryAfterMs)
    }
    return every
  }
}
