import { h } from '../helpers/dom.js'
import { Signal } from '../helpers/signal.js'

/** Asks for a name, and says why one was refused. */
export class NameForm extends HTMLElement {
  asked = new Signal()
  #button
  #words = h('p', { class: 'refused', id: 'refused', role: 'alert' })
  #input = h('input', {
    id: 'name', name: 'name', type: 'text', required: true, maxlength: '64', autocomplete: 'nickname',
    autocapitalize: 'words', spellcheck: 'false', dir: 'auto', 'aria-describedby': 'refused', enterkeyhint: 'go',
  })

  constructor(action, cancel = null) {
    super()
    this.#button = h('button', { class: 'primary' }, action)
    this.cancel = cancel
  }

  connectedCallback() {
    if (this.firstChild) return
    this.append(h('form', { novalidate: true, onsubmit: event => this.#submit(event) },
      h('label', { for: 'name' }, 'Your name'),
      this.#input,
      this.#words,
      h('div', { class: 'actions' }, this.cancel, this.#button)))
  }

  ask(name, words = '') {
    this.#input.value = name
    this.refuse(words)
    this.#input.select()
  }

  refuse(words) {
    this.#words.textContent = words
    this.#input.ariaInvalid = words ? 'true' : 'false'
    this.#button.disabled = false
    this.#input.focus()
  }

  #submit(event) {
    event.preventDefault()
    const name = this.#input.value.trim().normalize('NFC')
    if (name === '') return this.refuse('Please write a name.')
    this.refuse('')
    this.#button.disabled = true
    this.asked.emit(name)
  }
}

customElements.define('name-form', NameForm)
