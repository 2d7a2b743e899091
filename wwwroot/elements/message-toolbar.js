import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'

/** What one can do with a message, beside it while one points at it or has it focused. */
export class MessageToolbar extends HTMLElement {
  #message
  #actions

  /** `actions` are those of the list: pick, reply, menu. */
  constructor(actions) {
    super()
    this.#actions = actions
  }

  connectedCallback() {
    if (this.firstChild) return
    // It stands in a log that is read out; this is no news.
    this.ariaLive = 'off'
    this.role = 'toolbar'
    this.ariaLabel = 'Actions'
    this.append(
      this.#button('react', 'React', anchor => this.#actions.pick(this.#message, anchor)),
      this.#button('reply', 'Reply', () => this.#actions.reply(this.#message)),
      this.#button('more', 'More', anchor => this.#actions.menu(this.#message, anchor)))
  }

  update(message) {
    this.#message = message
  }

  #button(name, words, act) {
    const button = h('button', { type: 'button', class: name, 'aria-label': words, title: words, onclick: () => act(button) }, icon(name))
    return button
  }
}

customElements.define('message-toolbar', MessageToolbar)
