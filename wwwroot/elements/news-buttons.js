import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'

/** What is new out of sight: the ways to the newest message, and to the first one that was not read. */
export class NewsButtons extends HTMLElement {
  #end
  #line

  constructor(toEnd, toLine) {
    super()
    this.#end = h('button', { class: 'news', type: 'button', hidden: true, onclick: toEnd })
    this.#line = h('button', { class: 'to-line', type: 'button', hidden: true, onclick: toLine }, 'To the first new message', icon('up'))
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.#line, this.#end)
  }

  update({ atEnd, count, isLineAbove }) {
    this.#line.hidden = !isLineAbove
    this.#end.hidden = atEnd
    const words = count === 0 ? 'To the newest' : count === 1 ? '1 new message' : `${count} new messages`
    if (this.#end.dataset.words === words) return
    this.#end.dataset.words = words
    this.#end.replaceChildren(words, icon('down'))
  }
}

customElements.define('news-buttons', NewsButtons)
