import { Signal } from './helpers/signal.js'
import { Outbox } from './models/outbox.js'
import { Presence } from './models/presence.js'
import { Timeline } from './models/timeline.js'
import { Typing } from './models/typing.js'
import { Unread } from './models/unread.js'
import { Postman } from './net/postman.js'
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
  unread = new Unread()
  textLimit = defaultTextLimit

  /** `isLookedAt()` says whether somebody sees the page now. */
  constructor({ url, roomName, identities, outboxStore, tabs, isLookedAt }) {
    this.session = new Session(url, identities)
    this.room = new Room(this.session, roomName, this)
    this.outbox = new Outbox(outboxStore, tabs)
    this.postman = new Postman(this.session, this.room, this.outbox)
    this.session.changed.on(() => this.statusChanged.emit())
    this.room.changed.on(() => this.statusChanged.emit())
    this.session.welcomed.on((welcome, formerUser) => this.#welcome(welcome, formerUser))
    this.room.applied.on((event, { live }) => {
      this.#settle(event)
      if (live && event.kind === 'posted' && event.by.id !== this.me?.id && !isLookedAt()) this.unread.add()
    })
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
    if (this.room.joined) return { state: 'joined' }
    return { ...this.session.status, offline: !navigator.onLine }
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

  async say(text) {
    this.typing.sent(Date.now())
    await this.outbox.add(text, Date.now())
    this.postman.deliver()
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

  #settle(event) {
    if (event.by?.id === this.me?.id && event.id) this.outbox.seen(event.id)
    this.outbox.reached(this.room.last)
  }
}
