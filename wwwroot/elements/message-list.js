import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { nextFrame } from '../helpers/next-frame.js'
import { reconcile } from '../helpers/reconcile.js'
import { toRows } from '../models/rows.js'
import { ChatMessage } from './chat-message.js'
import { DayLine } from './day-line.js'
import { ScrollKeeper } from './scroll-keeper.js'

/** So many messages stay in the page while its end is read; more come by scrolling up. */
const most = 1000
const keep = 600
/** Older messages are fetched before the top is reached. Pixels. */
const early = 600

/** The messages of the room, from the oldest fetched to those that wait to be sent. */
export class MessageList extends HTMLElement {
  #chat
  #elements = new Map()
  #log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': 'Conversation' })
  #start = h('div', { class: 'start' })
  #scroller = h('div', { class: 'scroller', tabindex: '0', 'aria-label': 'Messages', role: 'region' }, this.#start, this.#log)
  #news = h('button', { class: 'news', type: 'button', hidden: true, onclick: () => this.#keeper.toEnd() })
  #keeper = new ScrollKeeper(this.#scroller, this.#log)
  #renderSoon
  #unseen = 0
  #first = null

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    const { timeline, outbox, room, statusChanged } = this.#chat
    this.append(this.#scroller, this.#news)
    const render = (this.#renderSoon = nextFrame(() => this.#render()))
    timeline.changed.on(render)
    outbox.changed.on(render)
    statusChanged.on(render)
    room.applied.on((event, { live }) => live && this.#count(event))
    this.#keeper.moved.on(() => this.#moved())
    render()
  }

  /** What was just written is wanted in sight. */
  toEnd() {
    this.#keeper.toEnd()
  }

  #render() {
    const { timeline, outbox, me } = this.#chat
    if (this.#keeper.atEnd) timeline.trim(most, keep)
    const rows = toRows(timeline.messages, me ? outbox.items : [], me)
    // What is fetched from the past is not news, and is not read out.
    this.#log.ariaBusy = String(this.#first !== timeline.first)
    this.#first = timeline.first
    this.#keeper.keepPlace(() => {
      reconcile(this.#log, rows, this.#elements, row => (row.kind === 'day' ? new DayLine() : new ChatMessage(this.#chat)))
      this.#showStart(rows)
    })
    this.#wantOlder()
  }

  #showStart(rows) {
    const { timeline, room } = this.#chat
    const start = timeline.hasBefore ? 'older' : timeline.generation === 0 ? 'unknown' : rows.length ? 'beginning' : 'empty'
    // Not made anew each time: somebody's keyboard may be on the button.
    if (this.#start.dataset.is === start) return
    this.#start.dataset.is = start
    this.#start.replaceChildren({
      unknown: '',
      older: h('button', { type: 'button', class: 'quiet', onclick: () => room.older() }, 'Load older messages'),
      beginning: `This is the beginning of ${room.name}.`,
      empty: h('p', { class: 'empty' }, 'Nothing has been said here yet. Write the first message.'),
    }[start])
  }

  #moved() {
    if (this.#keeper.atEnd) this.#unseen = 0
    if (this.#keeper.atEnd && this.#chat.timeline.messages.length > most) this.#renderSoon()
    this.#showNews()
    this.#wantOlder()
  }

  #wantOlder() {
    if (this.#scroller.scrollTop < early && this.#chat.timeline.hasBefore) this.#chat.room.older()
  }

  #count(event) {
    if (event.kind !== 'posted' || event.by.id === this.#chat.me?.id || this.#keeper.atEnd) return
    this.#unseen++
    this.#showNews()
  }

  #showNews() {
    this.#news.hidden = this.#keeper.atEnd
    const words = this.#unseen === 0 ? 'To the newest' : this.#unseen === 1 ? '1 new message' : `${this.#unseen} new messages`
    this.#news.replaceChildren(words, icon('down'))
  }
}

customElements.define('message-list', MessageList)
