import { Signal } from '../helpers/signal.js'
import { newId } from '../helpers/ids.js'
import { isSend } from './commands.js'

/**
 * The commands of one person to one room that are not known to be stored yet, in the order they were given: messages,
 * edits, deletions, reactions. Kept before they are sent, so that a reload or a crash loses none; removed only when the
 * server has them. The store is shared by all tabs, so it is asked for the next command each time.
 *
 * An item: {order, id, user, room, type, text?, replyTo?, target?, emoji?, epoch, at, state: 'waiting' | 'failed' | 'stored',
 * words?, seq?}. `epoch` names the log that `target` and `replyTo` point into.
 * 'stored' is never kept: it is shown until the room's log has reached its event, so that it does not blink.
 */
export class Outbox {
  changed = new Signal()
  items = []
  #store
  #tabs
  #gone = new Set()
  #user = null
  #room = null

  constructor(store, tabs) {
    this.#store = store
    this.#tabs = tabs
    tabs.heard.on(message => this.#heard(message))
  }

  async open(user, room) {
    if (user !== this.#user || room !== this.#room) this.items = []
    this.#user = user
    this.#room = room
    await this.refresh()
  }

  async refresh() {
    const mine = (await this.#store.list()).filter(item => this.#isMine(item) && !this.#gone.has(item.id))
    const ids = new Set(mine.map(item => item.id))
    const others = this.items.filter(item => !ids.has(item.id) && (item.order === undefined || item.state === 'stored'))
    this.items = [...mine, ...others].sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity))
    this.changed.emit()
  }

  /** Shown at once; resolves when it is kept and may be sent. */
  async add(command, at) {
    const item = { ...command, id: newId(), user: this.#user, room: this.#room, at, state: 'waiting' }
    this.items = [...this.items, item]
    this.changed.emit()
    const kept = await this.#store.add(item)
    this.#replace(item.id, kept)
    this.#tabs.tell({ changed: true })
  }

  /**
   * The first command that waits, as the store has it now: another tab may have sent it meanwhile.
   * Nothing for anybody but the one it was opened for: a command is never sent in another one's name.
   */
  async next(user) {
    if (user !== this.#user) return null
    const items = await this.#store.list()
    return items.find(item => this.#isMine(item) && item.state === 'waiting' && !this.#gone.has(item.id)) ?? null
  }

  /** The server has it. */
  async stored(id, seq) {
    this.#show(id, seq)
    await this.#forget(id)
    this.#tabs.tell({ stored: id, seq })
  }

  /** Its own event came: the room's log has it now. */
  seen(id) {
    if (!this.items.some(item => item.id === id)) return
    this.#drop(item => item.id === id)
    void this.#forget(id)
  }

  /** The log was read up to here, so what is stored before needs no showing from here. */
  reached(seq) {
    if (this.items.some(item => item.seq <= seq)) this.#drop(item => item.seq <= seq)
  }

  /** The room's log is another one: what was stored in the former can't be waited for. */
  restarted() {
    this.#drop(item => item.state === 'stored')
  }

  /** Why it is not sent yet; gone with the next change. */
  note(id, words) {
    const item = this.items.find(one => one.id === id)
    if (item && item.words !== words) this.#replace(id, { ...item, words })
  }

  async failed(id, words, needsNewId) {
    await this.#change(id, { state: 'failed', words, needsNewId })
  }

  /** The same id is sent again, so that it is stored once, unless the id itself is at fault. */
  async retry(id) {
    const item = this.items.find(one => one.id === id)
    if (!item) return
    await this.#change(id, { state: 'waiting', words: undefined, id: item.needsNewId ? newId() : id, needsNewId: undefined })
  }

  async remove(id) {
    this.#drop(item => item.id === id)
    await this.#forget(id)
    this.#tabs.tell({ changed: true })
  }

  /**
   * The server gave this browser another person. Whether it stored what waited under the old one is not
   * known, so nothing is sent twice by guess: the person decides. What the old one wanted to change, the new one may not.
   */
  async handOver(from, to) {
    for (const item of await this.#store.list()) {
      if (item.user !== from) continue
      if (!isSend(item)) await this.#store.remove(item.order)
      else await this.#store.put({ ...item, user: to, id: newId(), state: 'failed', words: 'You came back as a new guest. Send this again?' })
    }
  }

  async clear() {
    for (const item of await this.#store.list()) if (item.user === this.#user) await this.#store.remove(item.order)
    this.items = []
    this.changed.emit()
    this.#tabs.tell({ changed: true })
  }

  #isMine(item) {
    return item.user === this.#user && item.room === this.#room
  }

  #show(id, seq) {
    this.#gone.add(id)
    const item = this.items.find(one => one.id === id)
    if (item) this.#replace(id, { ...item, state: 'stored', seq, words: undefined })
  }

  async #forget(id) {
    this.#gone.add(id)
    const kept = (await this.#store.list()).find(item => item.id === id)
    if (kept) await this.#store.remove(kept.order)
  }

  async #change(id, change) {
    const kept = (await this.#store.list()).find(item => item.id === id)
    if (!kept) return
    const changed = { ...kept, ...change }
    this.#replace(id, changed)
    await this.#store.put(changed)
    this.#tabs.tell({ changed: true })
  }

  #replace(id, item) {
    this.items = this.items.map(one => (one.id === id ? item : one))
    this.changed.emit()
  }

  #drop(which) {
    this.items = this.items.filter(item => !which(item))
    this.changed.emit()
  }

  #heard(message) {
    if (message.stored) this.#show(message.stored, message.seq)
    else void this.refresh()
  }
}
