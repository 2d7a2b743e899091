import { cleanText, utf8Length } from '../helpers/clean-text.js'
import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { safeStorage } from '../helpers/safe-storage.js'
import { Signal } from '../helpers/signal.js'
import { ComposerNote } from './composer-note.js'

/**
 * Where a message is written, answered and edited. Enter sends, Shift+Enter makes a new line, Escape ends an answer or an edit,
 * and the up arrow in an empty box edits one's newest message. What is begun survives a reload.
 */
export class ChatComposer extends HTMLElement {
  said = new Signal()
  /** An edit left nothing of a message: whether it is to be deleted? */
  emptied = new Signal()
  #chat
  #drafts = safeStorage('sessionStorage')
  #draft
  #mode = 'new'
  #text
  #send = h('button', { class: 'send' })
  #hint = h('p', { class: 'hint', role: 'alert', hidden: true })

  constructor(chat) {
    super()
    this.#chat = chat
    this.#draft = `akkachat.draft ${chat.room.name}`
    this.#text = h('textarea', {
      id: 'message', rows: '1', placeholder: 'Write a message', enterkeyhint: 'send', autocomplete: 'off',
      dir: 'auto', 'aria-describedby': 'keys',
      onkeydown: event => this.#key(event),
      oninput: () => this.#changed(),
    })
  }

  connectedCallback() {
    this.append(
      new ComposerNote(this.#chat),
      h('form', { onsubmit: event => this.#submit(event) },
        h('label', { class: 'unseen', for: 'message' }, `Message to ${this.#chat.room.name}`),
        this.#text, this.#send),
      h('span', { id: 'keys', hidden: true }, 'Enter sends, Shift and Enter make a new line, the up arrow in an empty box edits your newest message.'),
      this.#hint)
    this.#put(this.#drafts.get(this.#draft) ?? '')
    this.#showButton()
    this.#chat.composing.changed.on(() => this.#compose())
    // On a phone this would open the keyboard over the conversation.
    if (matchMedia('(hover: hover)').matches) this.#text.focus()
  }

  /** While an input method composes, its keys belong to it; 229 is how Safari says so after the last key of it. */
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const isBare = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && !event.shiftKey) this.#finish()
    else if (event.key === 'Escape' && this.#mode !== 'new') this.#chat.composing.end()
    else if (event.key === 'ArrowUp' && isBare && this.#mode === 'new' && this.#text.value === '') this.#editNewest()
    else return
    event.preventDefault()
  }

  #submit(event) {
    event.preventDefault()
    this.#finish()
    this.#text.focus()
  }

  #finish() {
    const text = cleanText(this.#text.value)
    if (this.#isTooLong(text)) return
    if (this.#mode === 'edit') this.#edit(text)
    else if (text !== '') this.#say(text)
  }

  #say(text) {
    const { composing } = this.#chat
    const answered = composing.message
    this.#text.value = ''
    this.#changed()
    composing.end()
    this.#chat.say(text, answered)
    this.said.emit()
  }

  #edit(text) {
    const { composing } = this.#chat
    const { message } = composing
    if (text === '') return this.emptied.emit(message)
    if (text !== message.text) this.#chat.edit(message, text)
    composing.end()
  }

  #editNewest() {
    const { messages, me, composing } = this.#chat
    const mine = messages.findLast(message => message.by.id === me?.id && !message.deleted)
    if (mine) composing.edit(mine)
  }

  /** An edit takes the box; the message begun before comes back after it. */
  #compose() {
    const { mode, message } = this.#chat.composing
    const wasEdit = this.#mode === 'edit'
    this.#mode = mode
    if (mode === 'edit') this.#put(message.text)
    else if (wasEdit) this.#put(this.#drafts.get(this.#draft) ?? '')
    this.#showButton()
    this.#isTooLong(this.#text.value)
    this.#text.focus()
  }

  #put(text) {
    this.#text.value = text
    this.#text.setSelectionRange(text.length, text.length)
    this.#fit()
  }

  #showButton() {
    const words = this.#mode === 'edit' ? 'Save' : 'Send'
    this.#send.ariaLabel = words
    this.#send.title = `${words} (Enter)`
    this.#send.replaceChildren(icon(this.#mode === 'edit' ? 'check' : 'send'))
  }

  #changed() {
    const text = this.#text.value
    this.#fit()
    this.#isTooLong(text)
    if (this.#mode !== 'edit') this.#keep(text)
    if (text.trim() !== '') this.#chat.tellTyping()
  }

  #keep(text) {
    if (text === '') this.#drafts.remove(this.#draft)
    else this.#drafts.set(this.#draft, text)
  }

  #isTooLong(text) {
    const over = utf8Length(text) - this.#chat.textLimit
    this.#hint.hidden = over <= 0
    this.#hint.textContent = over <= 0 ? '' : `This message is ${over.toLocaleString()} bytes too long. Please shorten it or send it in parts.`
    return over > 0
  }

  /** As high as its text; the style sheet sets the most. */
  #fit() {
    this.#text.style.blockSize = 'auto'
    this.#text.style.blockSize = `${this.#text.scrollHeight}px`
  }
}

customElements.define('chat-composer', ChatComposer)
