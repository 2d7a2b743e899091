import { Signal } from '../helpers/signal.js'

/** This close to the end counts as being there. Pixels. */
const near = 64

/** Keeps a scrolling list where its reader wants it: at the end, or at the message they are reading. */
export class ScrollKeeper {
  atEnd = true
  /** Whether more belongs below the end of the list: being there is then not being at the end. */
  hasMore = false
  moved = new Signal()
  #scroller
  #content
  #lastTop = 0

  constructor(scroller, content) {
    this.#scroller = scroller
    this.#content = content
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    // The keyboard of a phone, a turned phone, a growing composer: whoever is at the end stays there.
    const sizes = new ResizeObserver(() => this.atEnd && this.toEnd())
    sizes.observe(scroller)
    sizes.observe(content)
  }

  toEnd() {
    this.atEnd = !this.hasMore
    this.#scroller.scrollTop = this.#scroller.scrollHeight
    this.#lastTop = this.#scroller.scrollTop
    this.moved.emit()
  }

  /** Brings an element into sight: `share` is the part of the list's height that stays above it. */
  show(element, share) {
    const list = this.#scroller.getBoundingClientRect()
    this.atEnd = false
    this.#scroller.scrollTop += element.getBoundingClientRect().top - list.top - list.height * share
    this.#scrolled()
  }

  isInSight(element) {
    const { top, bottom } = this.#scroller.getBoundingClientRect()
    const place = element.getBoundingClientRect()
    return place.bottom > top && place.top < bottom
  }

  /** Runs a change of the content, then puts the first message in sight back to where it was. */
  keepPlace(change) {
    if (this.atEnd) {
      change()
      this.#scroller.scrollTop = this.#scroller.scrollHeight
      this.#lastTop = this.#scroller.scrollTop
      return
    }
    const anchor = this.#firstInSight()
    // Its lower edge: older messages of the same author take its heading away.
    const before = anchor?.getBoundingClientRect().bottom
    change()
    if (!anchor?.isConnected) return this.toEnd()
    this.#scroller.scrollTop += anchor.getBoundingClientRect().bottom - before
    this.#lastTop = this.#scroller.scrollTop
  }

  /** Content that grows must not look like scrolling up: only a smaller scrollTop is. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller
    if (!this.hasMore && scrollHeight - scrollTop - clientHeight < near) this.atEnd = true
    else if (scrollTop < this.#lastTop) this.atEnd = false
    this.#lastTop = scrollTop
    this.moved.emit()
  }

  /** A message: the line of a day stays on top of older messages of that day, and so holds no place. */
  #firstInSight() {
    const { top } = this.#scroller.getBoundingClientRect()
    const messages = this.#content.getElementsByTagName('chat-message')
    // They stand in order, so a dozen measurements find it among thousands.
    let from = 0
    for (let to = messages.length; from < to; ) {
      const middle = (from + to) >> 1
      if (messages[middle].getBoundingClientRect().bottom > top) to = middle
      else from = middle + 1
    }
    return messages[from]
  }
}
