import { h } from '../helpers/dom.js'
import { ChatComposer } from './chat-composer.js'
import { ChatHeader } from './chat-header.js'
import { MessageList } from './message-list.js'
import { PeoplePanel } from './people-panel.js'
import { RestoredLine } from './restored-line.js'
import { TypingLine } from './typing-line.js'
import { WelcomePage } from './welcome-page.js'

/** The whole page: the question for a name, then the room. */
export class ChatApp extends HTMLElement {
  show(chat) {
    chat.reading.changed.on(() => this.#title(chat))
    this.#title(chat)
    if (chat.me) return this.#showRoom(chat)
    this.replaceChildren(new WelcomePage(chat))
    const off = chat.session.welcomed.on(() => {
      off()
      this.#showRoom(chat)
    })
  }

  showNoRoom() {
    this.replaceChildren(h('main', { class: 'card' },
      h('h1', {}, 'There is no such room'),
      h('p', {}, 'The name of a room is made of 1 to 64 small letters, digits and hyphens.'),
      h('a', { href: '/' }, 'Go to the lobby')))
  }

  #showRoom(chat) {
    const list = new MessageList(chat)
    const composer = new ChatComposer(chat)
    composer.emptied.on(message => list.askToDelete(message))
    composer.said.on(() => list.toEnd())
    this.replaceChildren(
      h('main', { class: 'room' }, new ChatHeader(chat), new RestoredLine(chat), list, new TypingLine(chat), composer),
      new PeoplePanel(chat))
  }

  #title({ room, reading }) {
    const title = `${reading.count ? `(${reading.count}) ` : ''}${room.name} · AkkaChat`
    if (document.title !== title) document.title = title
    const link = document.querySelector('link[rel=icon]')
    const icon = reading.count ? 'favicon-unread.svg' : 'favicon.svg'
    if (link.getAttribute('href') !== icon) link.href = icon
  }
}

customElements.define('chat-app', ChatApp)
