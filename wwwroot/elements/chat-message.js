import { h } from '../helpers/dom.js'
import { dateAndTime, timeBeside, timeOfDay } from '../helpers/clock.js'
import { withLinks } from '../helpers/links.js'
import { avatar } from './avatar.js'
import { MessageFate } from './message-fate.js'
import { MessageQuote } from './message-quote.js'
import { MessageToolbar } from './message-toolbar.js'
import { ReactionRow } from './reaction-row.js'

const shown = ['key', 'state', 'heads', 'ends', 'own', 'deleted', 'seq', 'at', 'text', 'editedAt', 'words', 'reactions', 'replyTo', 'quote', 'change']

/** One message in the list: stored, waiting or failed. Keeps its element through all three. */
export class ChatMessage extends HTMLElement {
  #chat
  #actions
  #row = {}
  #time = h('time', {})
  #text = h('div', { class: 'text', dir: 'auto' })
  #edited = h('time', {})
  #quote
  #reactions
  #fate
  #toolbar

  /** `actions` are those of the list: jump, pick, reply, menu. */
  constructor(chat, actions) {
    super()
    this.#chat = chat
    this.#actions = actions
    this.#quote = new MessageQuote(actions.jump)
    this.#reactions = new ReactionRow(chat, actions.pick)
    this.#fate = new MessageFate(chat)
    this.#toolbar = new MessageToolbar(actions)
  }

  get row() {
    return this.#row
  }

  /** Whether there is something to do with it. */
  get canAct() {
    return this.#row.state === 'stored' && !this.#row.deleted
  }

  update(row) {
    const before = this.#row
    // Writing an attribute costs, even when it stays the same; most rows of a list do.
    if (shown.every(field => row[field] === before[field])) return
    this.#row = row
    this.classList.toggle('heads', row.heads)
    this.classList.toggle('ends', row.ends)
    this.classList.toggle('own', row.own)
    this.classList.toggle('deleted', Boolean(row.deleted))
    this.dataset.state = row.state
    if (row.seq) this.dataset.seq = row.seq
    if (before.key !== row.key) this.#build(row)
    if (before.at !== row.at) this.#setTime(row.at)
    if (before.text !== row.text || before.deleted !== row.deleted) this.#setText(row)
    if (before.editedAt !== row.editedAt) this.#setEdited(row)
    this.#setParts(row)
  }

  /** The toolbar comes with the first need: a thousand of them would weigh. */
  showActions() {
    if (this.canAct && !this.#toolbar.isConnected) this.querySelector('.bubble').append(this.#toolbar)
  }

  openMenu() {
    this.showActions()
    if (this.canAct) this.#actions.menu(this.#row, this)
  }

  #build({ by, own }) {
    this.role = 'article'
    this.tabIndex = -1
    this.role = 'article'
    this.tabIndex = -1
    this.replaceChildren(
      avatar(by),
      h('div', { class: 'byline' },
        h('span', { class: 'author', dir: 'auto', title: own ? null : by.name }, own ? 'You' : by.name),
        this.#time),
      h('div', { class: 'bubble' },
        this.#quote,
        this.#text,
        h('span', { class: 'edited', hidden: true }, 'edited ', this.#edited)),
      this.#reactions,
      this.#fate)
  }

  #setTime(at) {
    this.#time.dateTime = new Date(at).toISOString()
    this.#time.title = dateAndTime(at)
    this.#time.textContent = timeOfDay(at)
  }

  #setText({ text, deleted }) {
    this.#text.replaceChildren(...(deleted ? ['This message was deleted.'] : withLinks(text)))
  }

  #setEdited({ at, editedAt }) {
    const label = this.#edited.parentElement
    label.hidden = !editedAt
    if (!editedAt) return
    this.#edited.dateTime = new Date(editedAt).toISOString()
    label.title = `Edited ${dateAndTime(editedAt)}`
    this.#edited.textContent = timeBeside(editedAt, at)
  }

  #setParts(row) {
    this.#quote.hidden = !row.replyTo || Boolean(row.deleted)
    if (!this.#quote.hidden) this.#quote.update(row.quote, this.#chat.me)
    this.#reactions.update(row)
    this.#fate.update(row.state === 'stored' ? row.change ?? null : row)
    this.dataset.change = row.change?.type ?? ''
    this.#toolbar.update(row)
    if (!this.canAct) this.#toolbar.remove()
    // Pointed at while it was on its way.
    else if (!this.#toolbar.isConnected && this.matches(':hover, :focus-within')) this.showActions()
  }
}

customElements.define('chat-message', ChatMessage)
