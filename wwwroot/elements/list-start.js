import { h } from '../helpers/dom.js'

/** Above the first message: that there are older ones, or that this is the beginning. */
export class ListStart extends HTMLElement {
  #chat

  constructor(chat) {
    super()
    this.#chat = chat
  }

  update(isEmpty) {
    const { timeline, room, history } = this.#chat
    const state = timeline.hasBefore ? 'older' : timeline.generation === 0 ? 'unknown' : isEmpty ? 'empty' : 'beginning'
    // Not made anew each time: somebody's keyboard may be on the button.
    if (this.dataset.is === state) return
    this.dataset.is = state
    this.replaceChildren({
      unknown: '',
      older: h('button', { type: 'button', class: 'quiet', onclick: () => history.older() }, 'Load older messages'),
      beginning: `This is the beginning of ${room.name}.`,
      empty: h('p', { class: 'empty' }, 'Nothing has been said here yet. Write the first message.'),
    }[state])
  }
}

customElements.define('list-start', ListStart)
