import { Signal } from '../helpers/signal.js'

/** What the composer is about: a new message, an answer to one, or the new text of one. */
export class Composing {
  changed = new Signal()
  /** 'new', 'reply' or 'edit'. */
  mode = 'new'
  /** The message that is answered or edited. */
  message = null

  reply(message) {
    this.#set('reply', message)
  }

  edit(message) {
    this.#set('edit', message)
  }

  end() {
    if (this.mode !== 'new') this.#set('new', null)
  }

  #set(mode, message) {
    this.mode = mode
    this.message = message
    this.changed.emit()
  }
}
