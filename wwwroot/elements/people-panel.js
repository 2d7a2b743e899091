import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { nextFrame } from '../helpers/next-frame.js'
import { avatar } from './avatar.js'

/** Who is here. Beside the messages where there is room, else a sheet that opens over them. */
export class PeoplePanel extends HTMLElement {
  #chat
  #heading = h('h2', {})
  #list = h('ul', {})
  #more = h('p', { class: 'more', hidden: true })

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    this.id = 'people'
    this.popover = 'auto'
    this.role = 'complementary'
    this.ariaLabel = 'People'
    this.append(
      h('div', { class: 'bar' },
        this.#heading,
        h('button', { type: 'button', class: 'quiet close', popovertarget: 'people', popovertargetaction: 'hide', 'aria-label': 'Close' }, icon('close'))),
      this.#list, this.#more)
    const render = nextFrame(() => this.#render())
    this.#chat.presence.changed.on(render)
    this.#chat.statusChanged.on(render)
    render()
  }

  #render() {
    const { presence, me, room } = this.#chat
    const people = presence.people
    this.classList.toggle('stale', !room.joined)
    this.#heading.textContent = `People here · ${presence.online}`
    this.#list.replaceChildren(...people.map(person =>
      h('li', {}, avatar(person),
        h('span', { class: 'name', dir: 'auto', title: person.name }, person.name),
        person.id === me?.id && h('span', { class: 'you' }, 'you'))))
    const more = presence.online - people.length
    this.#more.hidden = more <= 0
    this.#more.textContent = `and ${more.toLocaleString()} more`
  }
}

customElements.define('people-panel', PeoplePanel)
