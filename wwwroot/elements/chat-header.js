import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { ConnectionStatus } from './connection-status.js'
import { PersonMenu } from './person-menu.js'

/** Which room this is, how the connection does, who is here, who you are. */
export class ChatHeader extends HTMLElement {
  #chat
  #count = h('span', { class: 'count' })

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    const { room, presence } = this.#chat
    this.append(
      h('h1', {}, h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'), h('span', { class: 'name' }, room.name)),
      new ConnectionStatus(this.#chat),
      h('button', { type: 'button', class: 'people quiet', popovertarget: 'people', title: 'People here' },
        icon('people'), this.#count, h('span', { class: 'unseen' }, ' people here')),
      new PersonMenu(this.#chat))
    presence.changed.on(() => this.#show())
    this.#show()
  }

  #show() {
    this.#count.textContent = this.#chat.presence.online.toLocaleString()
  }
}

customElements.define('chat-header', ChatHeader)
