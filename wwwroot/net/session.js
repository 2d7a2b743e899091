import { Signal } from '../helpers/signal.js'
import { Backoff } from '../models/backoff.js'
import { closing } from '../models/closing.js'
import { nameRefusal } from '../models/refusals.js'
import { Connection, ConnectionLost, Refused } from './connection.js'

/** A connection that lasted this long was a good one: the next attempt starts from a short wait again. Milliseconds. */
const goodAfter = 10_000

/** Keeps one person connected: says hello, comes back when the connection is lost, and knows when not to. */
export class Session {
  changed = new Signal()
  welcomed = new Signal()
  pushed = new Signal()
  nameRefused = new Signal()
  status = { state: 'idle' }
  user = null
  #url
  #identities
  #backoff = new Backoff()
  #connection = null
  #goodbye = null
  #timer
  #openSince = Infinity
  #wasOpen = false

  constructor(url, identities) {
    this.#url = url
    this.#identities = identities
  }

  get identity() {
    return this.#identities.get()
  }

  get isOpen() {
    return this.status.state === 'open'
  }

  /** Comes in under a name; a name that is changed means coming in anew, for only `hello` tells it. */
  enter(name) {
    this.#identities.set({ ...this.identity, name })
    this.start()
  }

  start() {
    clearTimeout(this.#timer)
    this.#hangUp()
    this.#goodbye = null
    this.#set({ state: 'connecting', words: this.status.words })
    const connection = (this.#connection = new Connection(this.#url))
    connection.opened.on(() => this.#hello(connection))
    connection.pushed.on(frame => (frame.type === 'goodbye' ? (this.#goodbye = frame) : this.pushed.emit(frame)))
    connection.closed.on(code => this.#lost(code))
  }

  /** Something gives hope that a try is worthwhile now: the network or the tab came back, or the person asks. */
  wake() {
    // An attempt that is under way may hang on a network that is gone by now.
    if (['waiting', 'connecting'].includes(this.status.state)) this.start()
    else if (this.isOpen && !this.#connection.isAlive) this.#connection.close()
  }

  /** Goes away for good and forgets who this was. */
  leave() {
    this.stop(null)
    this.user = null
    this.#wasOpen = false
    this.#identities.forget()
  }

  stop(words) {
    clearTimeout(this.#timer)
    this.#hangUp()
    this.#set(words === null ? { state: 'idle' } : { state: 'stopped', words })
  }

  request(type, fields, within) {
    return this.#connection?.request(type, fields, within) ?? Promise.reject(new ConnectionLost())
  }

  tell(type, fields) {
    if (this.isOpen) this.#connection.tell(type, fields)
  }

  async #hello(connection) {
    const identity = this.identity
    // Left in another tab meanwhile.
    if (!identity) return this.stop(null)
    const { name, token } = identity
    try {
      const welcome = await connection.request('hello', { name, token, client: 'akkachat-page' })
      if (connection === this.#connection) this.#welcome(connection, welcome)
    } catch (error) {
      if (!(error instanceof Refused)) return
      if (connection === this.#connection) this.#refused(connection, error, identity)
    }
  }

  #welcome(connection, welcome) {
    const before = this.identity ?? {}
    this.user = welcome.user
    this.#identities.set({ name: welcome.user.name, token: welcome.token ?? before.token, userId: welcome.user.id })
    connection.expectHeartbeats(welcome.heartbeatMs)
    this.#openSince = Date.now()
    this.#wasOpen = true
    this.#set({ state: 'open' })
    this.welcomed.emit(welcome, before.userId ?? null)
  }

  #refused(connection, error, { name, token, userId }) {
    if (token && (error.code === 'unauthenticated' || /token/i.test(error.message))) {
      // The server does not know this browser any more. Come in as somebody new, or as whom another tab came in
      // meanwhile; whoever keeps messages of the old one learns of it by the other id in the welcome.
      if (this.identity?.token === token) this.#identities.set({ name, userId })
      return void this.#hello(connection)
    }
    const words = nameRefusal(error.code, name)
    if (!words) return this.#retry('The server is not ready.', error.retryAfterMs ?? 0)
    this.stop(null)
    this.nameRefused.emit(words)
  }

  #lost(code) {
    this.#connection = null
    if (Date.now() - this.#openSince > goodAfter) this.#backoff.reset()
    this.#openSince = Infinity
    const { comeBack, words, atLeastMs } = closing(code, this.#goodbye)
    if (!comeBack) return this.stop(words)
    this.#retry(this.#wasOpen || code === 4011 ? words : 'The server can’t be reached.', atLeastMs)
  }

  #retry(words, atLeastMs) {
    this.#hangUp()
    const wait = atLeastMs + this.#backoff.next()
    this.#timer = setTimeout(() => this.start(), wait)
    this.#set({ state: 'waiting', words, until: Date.now() + wait })
  }

  /** Closes without hearing of it: the one who hangs up knows why. */
  #hangUp() {
    const connection = this.#connection
    this.#connection = null
    if (!connection) return
    connection.closed.clear()
    connection.close()
  }

  #set(status) {
    this.status = status
    this.changed.emit()
  }
}
