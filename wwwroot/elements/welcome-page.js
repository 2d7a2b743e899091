import { h } from '../helpers/dom.js'
import { ConnectionStatus } from './connection-status.js'
import { NameForm } from './name-form.js'

/** The first visit: who are you? */
export class WelcomePage extends HTMLElement {
  #chat

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    const { session, room } = this.#chat
    const form = new NameForm('Come in')
    this.append(h('main', { class: 'card' },
      h('img', { src: 'favicon.svg', alt: '', width: '56', height: '56' }),
      h('h1', {}, 'AkkaChat'),
      h('p', {}, `What should the people in ${room.name} call you?`),
      form,
      new ConnectionStatus(this.#chat)))
    form.asked.on(name => this.#chat.enter(name))
    session.nameRefused.on(words => this.isConnected && form.refuse(words))
    form.ask(session.identity?.name ?? '')
  }
}

customElements.define('welcome-page', WelcomePage)
