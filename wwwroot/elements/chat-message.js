import { h } from '../helpers/dom.js'
import { dateAndTime, timeOfDay } from '../helpers/clock.js'
import { withLinks } from '../helpers/links.js'
import { avatar } from './avatar.js'

const shown = ['key', 'state', 'heads', 'ends', 'own', 'deleted', 'seq', 'at', 'text', 'editedAt', 'words']

/** One message in the list: stored, waiting or failed. Keeps its element through all three. */
export class ChatMessage extends HTMLElement {
  #chat
  #row = {}

  constructor(chat) {
    super()
    this.#chat = chat
  }

  update(row) {
    const before = this.#row
    // Writing an attribute costs, even when it stays the same; most rows of a list do.
    if (shown.every(field => row[field] === before[field])) return
    this.#row = row
    this.classList.toggle('heads', row.heads)
    this.classList.toggle('ends', row.ends)
    this.classList.toggle('own', row.own)
    this.classList.toggle('deleted', Boolean(row.deleted))
    this.dataset.state = row.state
    if (row.seq) this.dataset.seq = row.seq
    if (before.key !== row.key) this.#build(row)
    if (before.at !== row.at) this.#setTime(row.at)
    if (before.text !== row.text || before.deleted !== row.deleted) this.#setText(row)
    if (before.editedAt !== row.editedAt) this.querySelector('.edited').hidden = !row.editedAt
    if (before.state !== row.state || before.words !== row.words) this.#setFate(row)
  }

  #build({ by, own }) {
    this.replaceChildren(
      avatar(by),
      h('div', { class: 'byline' },
        h('span', { class: 'author', dir: 'auto' }, own ? 'You' : by.name),
        h('time', {})),
      h('div', { class: 'bubble' },
        h('div', { class: 'text', dir: 'auto' }),
        h('span', { class: 'edited', hidden: true }, 'edited')),
      h('div', { class: 'fate', hidden: true }))
  }

  #setTime(at) {
    const time = this.querySelector('time')
    time.dateTime = new Date(at).toISOString()
    time.title = dateAndTime(at)
    time.textContent = timeOfDay(at)
  }

  #setText({ text, deleted }) {
    this.querySelector('.text').replaceChildren(...(deleted ? ['This message was deleted.'] : withLinks(text)))
  }

  #setFate({ state, words, text, id }) {
    const fate = this.querySelector('.fate')
    fate.hidden = state === 'stored'
    if (state === 'waiting') fate.replaceChildren(words ? `${words} It is sent again by itself.` : 'Waiting to be sent')
    else if (state === 'failed') {
      fate.replaceChildren(
        h('span', { class: 'reason' }, `Not sent. ${words}`),
        h('button', { type: 'button', onclick: () => this.#chat.retry(id) }, 'Retry'),
        h('button', { type: 'button', onclick: event => copy(text, event.target) }, 'Copy'),
        h('button', { type: 'button', onclick: () => this.#chat.outbox.remove(id) }, 'Delete'))
    }
  }
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    // Not a secure context: mark the text, so that one key copies it.
    getSelection().selectAllChildren(button.closest('chat-message').querySelector('.text'))
  }
}

customElements.define('chat-message', ChatMessage)
