import { dayInWords } from '../helpers/clock.js'
import { h } from '../helpers/dom.js'

/** Where another day begins. */
export class DayLine extends HTMLElement {
  update({ at }) {
    const words = dayInWords(at)
    if (this.textContent !== words) this.replaceChildren(h('span', {}, words))
  }
}

customElements.define('day-line', DayLine)
