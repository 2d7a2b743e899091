import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'

/** Tells that the server came back with an older state of the room than this page had seen. */
export class RestoredLine extends HTMLElement {
  #chat

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    this.role = 'status'
    this.#chat.room.restored.on(() => this.#tell())
  }

  #tell() {
    this.replaceChildren(
      h('p', {}, 'The server was restored from a backup. The newest messages may be missing.'),
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', title: 'Close', onclick: () => this.replaceChildren() }, icon('close')))
  }
}

customElements.define('restored-line', RestoredLine)
