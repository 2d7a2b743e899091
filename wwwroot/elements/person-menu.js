import { h } from '../helpers/dom.js'
import { avatar } from './avatar.js'
import { LeaveDialog } from './leave-dialog.js'
import { NameDialog } from './name-dialog.js'

/** The person's own button in the header: another name, and leaving. */
export class PersonMenu extends HTMLElement {
  #chat
  #face = h('button', { type: 'button', class: 'face quiet', popovertarget: 'person' })
  #menu = h('div', { id: 'person', class: 'menu', popover: 'auto' })

  constructor(chat) {
    super()
    this.#chat = chat
  }

  connectedCallback() {
    const naming = new NameDialog(this.#chat)
    const leaving = new LeaveDialog(this.#chat)
    this.#menu.append(
      h('button', { type: 'button', onclick: () => this.#choose(() => naming.open()) }, 'Change your name…'),
      h('button', { type: 'button', onclick: () => this.#choose(() => leaving.open()) }, 'Leave…'))
    this.append(this.#face, this.#menu, naming, leaving)
    this.#chat.session.welcomed.on(() => this.#show())
    this.#show()
  }

  #choose(then) {
    this.#menu.hidePopover()
    then()
  }

  #show() {
    const { me } = this.#chat
    if (!me) return
    this.#face.title = me.name
    this.#face.replaceChildren(
      avatar(me),
      h('span', { class: 'unseen' }, 'You are '),
      h('span', { class: 'name', dir: 'auto' }, me.name))
  }
}

customElements.define('person-menu', PersonMenu)
