import { h } from '../helpers/dom.js'

/** Where the reader stopped: what follows is new to them. */
export class UnreadLine extends HTMLElement {
  connectedCallback() {
    if (!this.firstChild) this.append(h('span', {}, 'New messages'))
  }

  update() {}
}

customElements.define('unread-line', UnreadLine)
