import { Signal } from './helpers/signal.js'
import { Composing } from './models/composing.js'
import * as commands from './models/commands.js'
import { KnownNames } from './models/known-names.js'
import { Outbox } from './models/outbox.js'
import { Presence } from './models/presence.js'
import { Quotes } from './models/quotes.js'
import { Reading } from './models/reading.js'
import { Timeline } from './models/timeline.js'
import { Typing } from './models/typing.js'
import { History } from './net/history.js'
import { Postman } from './net/postman.js'
import { ReadMarks } from './net/read-marks.js'
import { Room } from './net/room.js'
import { Session } from './net/session.js'

/** The bytes of UTF-8 a text may have where the server tells no other number. */
const defaultTextLimit = 16 * 1024
/** A connection that is asked whether it lives has this long to answer. Milliseconds. */
const answerWithin = 5000

/** The chat of one page: its models, what feeds them, and what a person can do. Knows no element. */
export class Chat {
  statusChanged = new Signal()
  timeline = new Timeline()
  presence = new Presence()
  typing = new Typing()
  reading = new Reading()
  composing = new Composing()
  names = new KnownNames()
  quotes = new Quotes(this.timeline)
  textLimit = defaultTextLimit

  constructor({ url, roomName, identities, outboxStore, tabs }) {
    this.session = new Session(url, identities)
    this.room = new Room(this.session, roomName, this)
    this.history = new History(this.session, this.room, this)
    this.outbox = new Outbox(outboxStore, tabs)
    this.postman = new Postman(this.session, this.room, this.outbox)
    this.readMarks = new ReadMarks(this.session, this.room, this.reading)
    for (const part of [this.session, this.room, this.postman]) part.changed.on(() => this.statusChanged.emit())
    this.session.welcomed.on((welcome, formerUser) => this.#welcome(welcome, formerUser))
    this.room.applied.on(event => this.#applied(event))
    this.room.entered.on(reply => this.#entered(reply))
    this.room.restored.on(() => this.#restored())
    this.presence.changed.on(() => this.names.learn(...this.presence.people))
    tabs.heard.on(() => {
      this.outbox.reached(this.room.last)
      this.postman.deliver()
    })
  }

  /** Who writes here; before the first welcome of this visit, who did last time. */
  get me() {
    if (this.session.user) return this.session.user
    const { userId, name } = this.session.identity ?? {}
    return userId ? { id: userId, name } : null
  }

  get status() {
    if (this.room.joined) return { state: 'joined', words: this.postman.trouble }
    return { ...this.session.status, offline: !navigator.onLine }
  }

  /** The messages as they will be once what waits is stored. */
  get messages() {
    return commands.withChanges(this.timeline.messages, this.me ? this.outbox.items : [], this.me, this.room.epoch)
  }

  async start() {
    if (!this.session.identity) return
    if (this.me) await this.outbox.open(this.me.id, this.room.name)
    this.session.start()
  }

  enter(name) {
    this.session.enter(name)
  }

  async leave() {
    await this.outbox.clear()
    this.session.leave()
  }

  say(text, replyTo) {
    this.typing.sent(Date.now())
    this.reading.wrote()
    return this.#give({ type: 'send', text, replyTo: replyTo?.seq })
  }

  edit(message, text) {
    return this.#give(commands.edit(message, text))
  }

  remove(message) {
    return this.#give(commands.remove(message))
  }

  /** Reacts, or takes the same reaction back. */
  toggle(message, emoji) {
    return this.#give(commands.toggle(message, emoji, this.me.id))
  }

  async retry(id) {
    await this.outbox.retry(id)
    this.postman.deliver()
  }

  tellTyping() {
    if (this.room.joined && this.typing.mayTell(Date.now())) this.session.tell('typing', { room: this.room.name })
  }

  /** The network or the tab came back, or the person asks: don't wait any longer. */
  wake() {
    this.session.wake()
    if (this.room.joined) this.room.catchUp(answerWithin)
  }

  async #welcome({ user, limits }, formerUser) {
    this.textLimit = limits?.textBytes ?? defaultTextLimit
    if (formerUser && formerUser !== user.id) await this.outbox.handOver(formerUser, user.id)
    await this.outbox.open(user.id, this.room.name)
    this.postman.deliver()
  }

  async #give(command) {
    await this.outbox.add({ ...command, epoch: this.room.epoch }, Date.now())
    this.postman.deliver()
  }

  /** An event of the log, or a message of a snapshot. */
  #applied(event) {
    if (event.by) this.names.learn(event.by)
    if (event.by?.id === this.me?.id && event.id) this.outbox.seen(event.id)
    this.outbox.reached(this.room.last)
    if (event.kind === 'posted') this.reading.posted(event.seq, event.by.id === this.me?.id, this.room.joined)
  }

  #entered({ read }) {
    if (read !== undefined) this.readMarks.knows(read)
    this.reading.joined(read, this.timeline.newest)
  }

  #restored() {
    this.outbox.restarted()
    this.reading.restarted()
    this.readMarks.restarted()
    this.composing.end()
  }
}
