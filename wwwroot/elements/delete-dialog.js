import { h } from '../helpers/dom.js'
import { beginning } from './message-quote.js'

/** Deleting is for good, so it is asked. */
export class DeleteDialog extends HTMLElement {
  #chat
  #message
  #quote = h('blockquote', { dir: 'auto' })
  #dialog = h('dialog', { 'aria-labelledby': 'deleting' },
    h('h2', { id: 'deleting' }, 'Delete this message?'),
    this.#quote,
    h('p', {}, 'It disappears for everybody, for good.'),
    h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'plain', onclick: () => this.#dialog.close() }, 'Keep'),
      h('button', { type: 'button', class: 'danger', onclick: () => this.#delete() }, 'Delete')))

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.#dialog)
  }

  open(message) {
    this.#message = message
    this.#quote.textContent = beginning(message.text)
    this.#dialog.showModal()
  }

  #delete() {
    this.#dialog.close()
    this.#chat.remove(this.#message)
    this.#chat.composing.end()
  }
}

customElements.define('delete-dialog', DeleteDialog)
