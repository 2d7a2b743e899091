import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { beginning } from './message-quote.js'

/** Above the composer: that what is written answers a message, or changes one. */
export class ComposerNote extends HTMLElement {
  #chat

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    this.role = 'status'
    this.#chat.composing.changed.on(() => this.#show())
  }

  #show() {
    const { composing, me } = this.#chat
    const { mode, message } = composing
    if (mode === 'new') return this.replaceChildren()
    const name = message.by.id === me?.id ? 'yourself' : message.by.name
    this.replaceChildren(
      icon(mode),
      h('span', { class: 'what' }, mode === 'edit' ? 'Editing your message' : h('span', {}, 'Replying to ', h('b', { dir: 'auto' }, name))),
      h('span', { class: 'text', dir: 'auto' }, beginning(message.text)),
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Cancel', title: 'Cancel (Esc)', onclick: () => composing.end() }, icon('close')))
  }
}

customElements.define('composer-note', ComposerNote)
