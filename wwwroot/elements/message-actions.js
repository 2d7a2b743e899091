import { DeleteDialog } from './delete-dialog.js'
import { EmojiPicker } from './emoji-picker.js'
import { MessageMenu } from './message-menu.js'

/** What a person can do with a message, and the one menu, picker and dialog that serve the whole list. */
export class MessageActions extends HTMLElement {
  #chat
  #deleting
  #picker
  #menu

  /** `jump(seq)` goes to a message. */
  constructor(chat, jump) {
    super()
    this.#chat = chat
    this.jump = jump
    this.#deleting = new DeleteDialog(chat)
    this.#picker = new EmojiPicker(chat)
    this.#menu = new MessageMenu(this)
  }

  connectedCallback() {
    if (!this.firstChild) this.append(this.#menu, this.#picker, this.#deleting)
  }

  menu(message, anchor) {
    this.#menu.open(message, anchor)
  }

  pick(message, anchor) {
    this.#picker.open(message, anchor)
  }

  reply(message) {
    this.#chat.composing.reply(message)
  }

  edit(message) {
    this.#chat.composing.edit(message)
  }

  delete(message) {
    this.#deleting.open(message)
  }
}

customElements.define('message-actions', MessageActions)
