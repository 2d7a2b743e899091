import { h } from '../helpers/dom.js'
import { inWords } from '../models/status.js'

/** How the page stands to the server, in words. While a countdown runs, its seconds are shown but not read out. */
export class ConnectionStatus extends HTMLElement {
  #chat
  #timer
  #words = h('span', { class: 'words', role: 'status' })
  #countdown = h('span', { class: 'countdown', 'aria-hidden': 'true' })
  #retry = h('button', { type: 'button', hidden: true, onclick: () => this.#chat.wake() }, 'Reconnect now')

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    this.append(this.#words, ' ', this.#countdown, ' ', this.#retry)
    this.#chat.statusChanged.on(() => this.#show())
    this.#show()
  }

  #show() {
    clearTimeout(this.#timer)
    const { tone, words, countdown, canRetry } = inWords(this.#chat.status, Date.now())
    this.dataset.tone = tone
    // Written only when it differs, or a screen reader would read it out each second.
    if (this.#words.textContent !== words) this.#words.textContent = words
    this.#countdown.textContent = countdown
    this.#retry.hidden = !canRetry
    if (countdown) this.#timer = setTimeout(() => this.#show(), 250)
  }
}

customElements.define('connection-status', ConnectionStatus)
