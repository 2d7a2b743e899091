import { cleanText, utf8Length } from '../helpers/clean-text.js'
import { h } from '../helpers/dom.js'
import { icon } from '../helpers/icons.js'
import { safeStorage } from '../helpers/safe-storage.js'
import { Signal } from '../helpers/signal.js'

/** Where a message is written. Enter sends, Shift+Enter makes a new line. What is begun survives a reload. */
export class ChatComposer extends HTMLElement {
  said = new Signal()
  #chat
  #drafts = safeStorage('sessionStorage')
  #draft
  #text
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
    this.append(h('form', { onsubmit: event => this.#submit(event) },
      h('label', { class: 'unseen', for: 'message' }, `Message to ${this.#chat.room.name}`),
      this.#text,
      h('button', { class: 'send', 'aria-label': 'Send', title: 'Send (Enter)' }, icon('send'))),
    h('span', { id: 'keys', hidden: true }, 'Enter sends, Shift and Enter make a new line.'),
    this.#hint)
    this.#text.value = this.#drafts.get(this.#draft) ?? ''
    this.#fit()
    // On a phone this would open the keyboard over the conversation.
    if (matchMedia('(hover: hover)').matches) this.#text.focus()
  }

  /** While an input method composes, Enter belongs to it; 229 is how Safari says so after the last key of it. */
  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    this.#send()
  }

  #submit(event) {
    event.preventDefault()
    this.#send()
    this.#text.focus()
  }

  #send() {
    const text = cleanText(this.#text.value)
    if (text === '' || this.#isTooLong(text)) return
    this.#text.value = ''
    this.#changed()
    this.#chat.say(text)
    this.said.emit()
  }

  #changed() {
    const text = this.#text.value
    this.#fit()
    this.#isTooLong(text)
    if (text === '') return this.#drafts.remove(this.#draft)
    this.#drafts.set(this.#draft, text)
    if (text.trim() !== '') this.#chat.tellTyping()
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
