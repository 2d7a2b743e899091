import { copy } from '../helpers/copy.js'
import { h } from '../helpers/dom.js'

const failures = { send: 'Not sent.', edit: 'Not edited.', delete: 'Not deleted.' }

/** What is not stored yet, or never will be by itself: a message, or a change of one. */
export class MessageFate extends HTMLElement {
  #chat

  constructor(chat) {
    super()
    this.#chat = chat
  }

  /** `command` is of the outbox; null when all is stored. */
  update(command) {
    this.dataset.state = command?.state ?? ''
    if (command?.state === 'failed') this.#showFailed(command)
    else this.replaceChildren(command?.state === 'waiting' ? waiting(command) : '')
    this.hidden = this.textContent === ''
  }

  #showFailed({ id, type = 'send', words, text, emoji }) {
    const failed = failures[type] ?? `Your reaction ${emoji} was not stored.`
    const button = (name, onclick) => h('button', { type: 'button', onclick }, name)
    this.replaceChildren(
      h('span', { class: 'reason' }, `${failed} ${words}`),
      button('Retry', () => this.#chat.retry(id)),
      ...(text === undefined ? [] : [button('Copy', event => this.#copy(text, event.target))]),
      button(type === 'send' ? 'Delete' : 'Dismiss', () => this.#chat.outbox.remove(id)))
  }

  async #copy(text, button) {
    if (await copy(text, this.parentElement.querySelector('.text'))) button.textContent = 'Copied'
  }
}

function waiting({ type = 'send', words }) {
  if (words) return `${words} ${type === 'send' ? 'Your message' : 'Your change'} is kept and sent by itself.`
  return { send: 'Waiting to be sent', edit: 'Saving the edit…', delete: 'Deleting…' }[type] ?? ''
}

customElements.define('message-fate', MessageFate)
