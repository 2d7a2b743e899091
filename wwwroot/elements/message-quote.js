import { h } from '../helpers/dom.js'

/** So much of the message is in the page; the style sheet shows what fits. Characters. */
const most = 200

/** The one line that says which message another one answers; a click goes there. */
export class MessageQuote extends HTMLElement {
  #jump

  /** `jump(seq)` goes to a message. */
  constructor(jump) {
    super()
    this.#jump = jump
  }

  /** `message` is undefined while it is being fetched, and null when there is none. */
  update(message, me) {
    if (message === null) return this.replaceChildren(h('span', { class: 'gone' }, 'A message that is not here'))
    if (message === undefined) return this.replaceChildren(h('span', { class: 'gone' }, 'Loading…'))
    this.replaceChildren(h('button', { type: 'button', title: 'Go to this message', onclick: () => this.#jump(message.seq) },
      h('span', { class: 'unseen' }, 'In reply to '),
      h('span', { class: 'who', dir: 'auto' }, message.by.id === me?.id ? 'You' : message.by.name),
      message.deleted
        ? h('span', { class: 'gone' }, 'deleted message')
        : h('span', { class: 'what', dir: 'auto' }, beginning(message.text))))
  }
}

export const beginning = text => [...text.slice(0, 2 * most)].slice(0, most).join('').replace(/\s+/g, ' ')

customElements.define('message-quote', MessageQuote)
