import { copy } from '../helpers/copy.js'
import { h } from '../helpers/dom.js'
import { openBeside } from '../helpers/place.js'

/** All that one can do with a message, in words. One menu serves the whole list. */
export class MessageMenu extends HTMLElement {
  #actions
  #anchor = null
  #menu = h('div', { class: 'menu at-message', popover: 'auto', 'aria-label': 'Actions' })

  /** `actions` are those of the list: pick, reply, edit, delete. */
  constructor(actions) {
    super()
    this.#actions = actions
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.#menu)
  }

  open(message, anchor) {
    this.#anchor = anchor
    const element = anchor.closest('chat-message')
    this.#menu.replaceChildren(
      this.#button('React…', () => this.#actions.pick(message, anchor)),
      this.#button('Reply', () => this.#actions.reply(message)),
      this.#button('Copy text', () => copy(message.text, element.querySelector('.text'))),
      ...(message.own ? [
        this.#button('Edit', () => this.#actions.edit(message)),
        this.#button('Delete…', () => this.#actions.delete(message), 'bad'),
      ] : []))
    openBeside(this.#menu, anchor)
    this.#menu.firstChild.focus()
  }

  #button(words, act, look = '') {
    return h('button', { type: 'button', class: look, onclick: () => this.#choose(act) }, words)
  }

  #choose(act) {
    this.#menu.hidePopover()
    this.#anchor.focus({ preventScroll: true })
    act()
  }
}

customElements.define('message-menu', MessageMenu)
