import { Signal } from '../helpers/signal.js'

/** A connection that does not open, and a request without its reply, are given up after this. Milliseconds. */
const openWithin = 12_000
const replyWithin = 20_000
/** Beyond two heartbeats, for a slow network. */
const slack = 3000

/** The server said no: `code` and `retryAfterMs` are the wire's. */
export class Refused extends Error {
  constructor({ code, message, retryAfterMs }) {
    super(message ?? code)
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}

/** The connection went before the reply came: whether the request took effect is not known. */
export class ConnectionLost extends Error {}

/** One WebSocket, from opening to closing, that speaks `akkachat.v1`. It never opens a second time. */
export class Connection {
  opened = new Signal()
  pushed = new Signal()
  closed = new Signal()
  #socket
  #requests = new Map()
  #lastRef = 0
  #lastHeard = Date.now()
  #silence = Infinity
  #timer
  #over = false

  constructor(url) {
    this.#socket = new WebSocket(url, 'akkachat.v1')
    this.#socket.onopen = () => {
      clearTimeout(this.#timer)
      this.#lastHeard = Date.now()
      if (!this.#over) this.opened.emit()
    }
    this.#socket.onmessage = message => this.#receive(message.data)
    this.#socket.onclose = event => this.#end(event.code)
    this.#timer = setTimeout(() => this.close(), openWithin)
  }

  /** Resolves with the reply; rejects with Refused or ConnectionLost. */
  request(type, fields, within = replyWithin) {
    if (this.#over || this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(new ConnectionLost())
    const ref = ++this.#lastRef
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.close(), within)
      this.#requests.set(ref, { resolve, reject, timer })
      this.#send({ type, ref, ...fields })
    })
  }

  /** Says something that has no reply. */
  tell(type, fields) {
    if (!this.#over && this.#socket.readyState === WebSocket.OPEN) this.#send({ type, ...fields })
  }

  /** From now on silence of two heartbeats means that the connection is dead, whatever the browser believes. */
  expectHeartbeats(everyMs) {
    this.#silence = 2 * everyMs + slack
    this.#watch()
  }

  /** False when it has been silent for longer than it may be: a laptop woke up, a phone changed its network. */
  get isAlive() {
    return !this.#over && Date.now() - this.#lastHeard < this.#silence
  }

  /** Ends it here and now: the browser's own closing may wait a minute for a dead network. */
  close(code = 1000) {
    this.#socket.close(code)
    this.#end(1006)
  }

  #send(frame) {
    this.#socket.send(JSON.stringify(frame))
  }

  #receive(data) {
    if (this.#over) return
    this.#lastHeard = Date.now()
    const frame = JSON.parse(data)
    const request = this.#requests.get(frame.ref)
    if (!request) return this.pushed.emit(frame)
    this.#requests.delete(frame.ref)
    clearTimeout(request.timer)
    if (frame.type === 'error') request.reject(new Refused(frame))
    else request.resolve(frame)
  }

  #watch() {
    clearTimeout(this.#timer)
    if (this.#over) return
    if (!this.isAlive) return this.close()
    this.#timer = setTimeout(() => this.#watch(), this.#lastHeard + this.#silence - Date.now() + 1)
  }

  #end(code) {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#timer)
    for (const { reject, timer } of this.#requests.values()) {
      clearTimeout(timer)
      reject(new ConnectionLost())
    }
    this.closed.emit(code)
  }
}
