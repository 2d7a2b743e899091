import { h } from '../helpers/dom.js'
import { nextFrame } from '../helpers/next-frame.js'
import { reconcile } from '../helpers/reconcile.js'
import { isSend } from '../models/commands.js'
import { toRows } from '../models/rows.js'
import { ChatMessage } from './chat-message.js'
import { DayLine } from './day-line.js'
import { ListStart } from './list-start.js'
import { MessageActions } from './message-actions.js'
import { MessageFocus } from './message-focus.js'
import { NewsButtons } from './news-buttons.js'
import { ScrollKeeper } from './scroll-keeper.js'
import { UnreadLine } from './unread-line.js'

/** So many messages stay in the page while its end is read; more come by scrolling up. */
const most = 1000
const keep = 600
/** More messages are fetched before the edge of those here is reached. Pixels. */
const early = 600

/** The messages of the room, from the oldest fetched to those that wait to be sent. */
export class MessageList extends HTMLElement {
  #chat
  #elements = new Map()
  #log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': 'Conversation' })
  #scroller = h('div', { class: 'scroller', tabindex: '0', 'aria-label': 'Messages', role: 'region' }, this.#log)
  #keeper = new ScrollKeeper(this.#scroller, this.#log)
  #focus = new MessageFocus(this.#log)
  #news = new NewsButtons(() => this.toEnd(), () => this.#toLine())
  #start
  #actions
  #renderSoon
  #first = null
  #isPlaced = false
  /** What the next rendering brings into sight: a message by its seq, or 'line'. */
  #wanted = null

  constructor(chat) {
    super()
    this.#chat = chat
    this.#start = new ListStart(chat)
    this.#actions = new MessageActions(chat, seq => this.#jump(seq))
  }

  connectedCallback() {
    const { timeline, outbox, statusChanged, quotes, reading } = this.#chat
    this.#scroller.prepend(this.#start)
    this.append(this.#scroller, this.#news, this.#actions)
    const render = (this.#renderSoon = nextFrame(() => this.#render()))
    for (const signal of [timeline.changed, outbox.changed, statusChanged, quotes.changed, reading.changed]) signal.on(render)
    this.#keeper.moved.on(() => this.#moved())
    render()
  }

  /** What was just written is wanted in sight. */
  async toEnd() {
    if (this.#chat.timeline.hasAfter && !(await this.#chat.history.newest())) return
    this.#keeper.hasMore = false
    this.#keeper.toEnd()
  }

  askToDelete(message) {
    this.#actions.delete(message)
  }

  #render() {
    const { timeline } = this.#chat
    this.#keeper.hasMore = timeline.hasAfter
    if (timeline.hasAfter) this.#keeper.atEnd = false
    if (this.#keeper.atEnd) timeline.trim(most, keep)
    const rows = this.#rows()
    // What is fetched from the past is not news, and is not read out.
    this.#log.ariaBusy = String(this.#first !== timeline.first)
    this.#first = timeline.first
    this.#keeper.keepPlace(() => {
      reconcile(this.#log, rows, this.#elements, row => this.#make(row))
      this.#start.update(rows.length === 0)
    })
    this.#focus.refresh()
    this.#placeFirst()
    if (this.#wanted !== null) this.#showWanted()
    this.#moved()
  }

  #rows() {
    const { messages, timeline, outbox, me, reading, quotes } = this.#chat
    // What waits stands at the end, which may be elsewhere.
    const waiting = me && !timeline.hasAfter ? outbox.items.filter(isSend) : []
    return toRows(messages, waiting, me, { line: reading.line, quoteOf: seq => quotes.of(seq) })
  }

  #make({ kind }) {
    if (kind === 'day') return new DayLine()
    if (kind === 'unread') return new UnreadLine()
    return new ChatMessage(this.#chat, this.#actions)
  }

  /** Who comes back begins where they stopped, if that is further up than the end shows. */
  #placeFirst() {
    if (this.#isPlaced || this.#chat.timeline.generation === 0) return
    this.#isPlaced = true
    const line = this.#elements.get('unread')
    if (line && !this.#keeper.isInSight(line)) this.#keeper.show(line, 0.2)
  }

  #showWanted() {
    const wanted = this.#wanted === 'line' ? this.#elements.get('unread') : this.#log.querySelector(`[data-seq="${this.#wanted}"]`)
    this.#wanted = null
    if (!wanted) return
    this.#keeper.show(wanted, 0.3)
    wanted.classList.add('flash')
    wanted.onanimationend = () => wanted.classList.remove('flash')
    wanted.focus({ preventScroll: true })
  }

  async #jump(seq) {
    const { timeline, history } = this.#chat
    if (!timeline.find(seq) && !(await history.around(seq))) return
    this.#wanted = seq
    this.#renderSoon()
  }

  async #toLine() {
    const { reading, history } = this.#chat
    if (!this.#elements.has('unread') && !(await history.around(Math.max(reading.line, 1)))) return
    this.#wanted = 'line'
    this.#renderSoon()
  }

  #moved() {
    const { timeline, reading } = this.#chat
    const { atEnd } = this.#keeper
    if (atEnd && timeline.messages.length > most) this.#renderSoon()
    reading.atEnd(atEnd && timeline.generation > 0)
    this.#news.update({ atEnd, count: reading.count, isLineAbove: this.#isLineAbove() })
    this.#wantMore()
  }

  /** Whether the line belongs above the first message that is here. */
  #isLineAbove() {
    const { reading, timeline } = this.#chat
    return reading.line !== null && timeline.hasBefore && timeline.first > reading.line
  }

  #wantMore() {
    const { timeline, history } = this.#chat
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller
    if (scrollTop < early && timeline.hasBefore) history.older()
    if (scrollHeight - scrollTop - clientHeight < early && timeline.hasAfter) history.newer()
  }
}

customElements.define('message-list', MessageList)
