import { h } from '../helpers/dom.js'

/** Leaving for good: this browser forgets who it was. */
export class LeaveDialog extends HTMLElement {
  #chat
  #words = h('p', {})
  #dialog = h('dialog', { 'aria-labelledby': 'leaving' },
    h('h2', { id: 'leaving' }, 'Leave AkkaChat?'),
    this.#words,
    h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'plain', onclick: () => this.#dialog.close() }, 'Stay'),
      h('button', { type: 'button', class: 'danger', onclick: () => this.#leave() }, 'Leave')))

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    this.append(this.#dialog)
  }

  open() {
    const waiting = this.#chat.outbox.items.filter(item => item.state !== 'stored').length
    this.#words.textContent = 'This browser forgets who you are. What you have written stays in the room.'
      + (waiting ? ` ${waiting === 1 ? 'One message or change was' : `${waiting} messages or changes were`} not sent yet and will be lost.` : '')
    this.#dialog.showModal()
  }

  async #leave() {
    await this.#chat.leave()
    location.reload()
  }
}

customElements.define('leave-dialog', LeaveDialog)
