import { h } from '../helpers/dom.js'
import { listed } from '../helpers/names.js'

/** Who else is typing; an empty line keeps its height, so that nothing jumps. */
export class TypingLine extends HTMLElement {
  #typing
  #timer

  constructor(chat) {
    super()
    this.#typing = chat.typing
  }

  connectedCallback() {
    this.#typing.changed.on(() => this.#show())
  }

  #show() {
    clearTimeout(this.#timer)
    const names = this.#typing.names(Date.now())
    if (names.length === 0) return this.replaceChildren()
    this.replaceChildren(
      h('span', { class: 'names', dir: 'auto' }, listed(names)),
      names.length === 1 ? ' is typing…' : ' are typing…')
    this.#timer = setTimeout(() => this.#show(), 500)
  }
}

customElements.define('typing-line', TypingLine)
