import { h } from '../helpers/dom.js'
import { NameForm } from './name-form.js'

/** Another name: because the person wants one, or because theirs was given to somebody else while they were away. */
export class NameDialog extends HTMLElement {
  #chat
  #form = new NameForm('Use this name', h('button', { type: 'button', class: 'plain', onclick: () => this.#cancel() }, 'Cancel'))
  #dialog = h('dialog', { 'aria-labelledby': 'naming', oncancel: event => this.#escape(event) },
    h('h2', { id: 'naming' }, 'Change your name'), this.#form)
  #former = null
  #asked = false

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    const { session } = this.#chat
    this.append(this.#dialog)
    this.#form.asked.on(name => this.#ask(name))
    session.nameRefused.on(words => this.open(words))
    // A reconnection by itself must not take the half-written name away.
    session.welcomed.on(() => (this.#asked || this.#former === null) && this.#dialog.close())
  }

  open(words) {
    if (!this.#dialog.open) {
      this.#asked = false
      // A name that was refused without being asked for is no name to go back to.
      this.#former = words ? null : this.#chat.session.identity.name
      this.#dialog.showModal()
      this.#form.ask(this.#chat.session.identity.name, words)
    } else {
      this.#form.refuse(words)
    }
    this.#form.cancel.hidden = this.#former === null
  }

  #ask(name) {
    if (name === this.#former && !this.#asked) return this.#dialog.close()
    this.#asked = true
    this.#chat.enter(name)
  }

  #escape(event) {
    event.preventDefault()
    if (this.#former !== null) this.#cancel()
  }

  #cancel() {
    this.#dialog.close()
    if (this.#asked) this.#chat.enter(this.#former)
  }
}

customElements.define('name-dialog', NameDialog)
