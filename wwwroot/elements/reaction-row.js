import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { reconcile } from '../helpers/reconcile.js'
import { whoReacted } from '../models/reaction-words.js'

/** The reactions under a message: a click adds one's own or takes it back. Silent: a list that is read out would not stop. */
export class ReactionRow extends HTMLElement {
  #chat
  #message
  #chips = new Map()
  #add

  /** `pick(message, anchor)` offers more emoji. */
  constructor(chat, pick) {
    super()
    this.#chat = chat
    this.#add = h('button', { type: 'button', class: 'add', 'aria-label': 'Add a reaction', title: 'Add a reaction', onclick: () => pick(this.#message, this.#add) }, icon('react'))
  }

  update(message) {
    this.#message = message
    this.ariaLive = 'off'
    this.hidden = !message.reactions.length
    if (!this.hidden && !this.#add.isConnected) this.append(this.#add)
    const rows = message.reactions.map(reaction => ({ ...reaction, key: reaction.emoji }))
    reconcile(this, rows, this.#chips, row => this.#chip(row.emoji))
  }

  #chip(emoji) {
    const count = h('span', { class: 'count' })
    const chip = h('button', { type: 'button', class: 'chip', onclick: () => this.#chat.toggle(this.#message, emoji) },
      h('span', { class: 'emoji' }, emoji), count)
    const tell = reaction => {
      const words = whoReacted(reaction, this.#chat.me?.id, this.#chat.names)
      if (chip.title === words) return
      chip.title = words
      chip.ariaLabel = words
    }
    chip.update = reaction => {
      count.textContent = reaction.people.length.toLocaleString()
      chip.ariaPressed = String(reaction.people.includes(this.#chat.me?.id))
      tell(reaction)
      // Names may have become known since.
      chip.onpointerenter = chip.onfocus = () => tell(reaction)
    }
    return chip
  }
}

customElements.define('reaction-row', ReactionRow)
