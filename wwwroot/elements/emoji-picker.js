import { h } from '../helpers/dom.js'
import { openBeside } from '../helpers/place.js'
import { common, emojiOf } from '../models/emoji.js'

/** Which emoji to react with: the usual ones, or any other. One picker serves the whole list. */
export class EmojiPicker extends HTMLElement {
  #chat
  #message
  #input = h('input', { id: 'emoji', type: 'text', autocomplete: 'off', maxlength: '32', 'aria-describedby': 'no-emoji' })
  #words = h('p', { class: 'refused', id: 'no-emoji', role: 'alert', hidden: true })
  #popover = h('div', { class: 'picker', popover: 'auto', role: 'group', 'aria-label': 'React with' },
    h('div', { class: 'common' }, ...common.map(emoji =>
      h('button', { type: 'button', 'aria-label': `React with ${emoji}`, onclick: () => this.#choose(emoji) }, emoji))),
    h('form', { onsubmit: event => this.#submit(event) },
      h('label', { for: 'emoji' }, 'Any other'), this.#input, h('button', {}, 'React')),
    this.#words)

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.#popover)
  }

  open(message, anchor) {
    this.#message = message
    this.#input.value = ''
    this.#words.hidden = true
    openBeside(this.#popover, anchor)
    this.#popover.querySelector('button').focus()
  }

  #submit(event) {
    event.preventDefault()
    const emoji = emojiOf(this.#input.value)
    if (emoji) return this.#choose(emoji)
    this.#words.hidden = false
    this.#words.textContent = 'Please enter a single emoji.'
    this.#input.focus()
  }

  #choose(emoji) {
    this.#popover.hidePopover()
    this.#chat.toggle(this.#message, emoji)
  }
}

customElements.define('emoji-picker', EmojiPicker)
