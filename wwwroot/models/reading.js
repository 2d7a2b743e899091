import { Signal } from '../helpers/signal.js'

/**
 * How far a person has read a room, on all their devices, and where the line stands above what was new when they came back.
 * A message is read when it is in sight at the end of the list while somebody looks at the page.
 */
export class Reading {
  changed = new Signal()
  /** The seq up to which all is read; null before the first join. Never goes back within one log. */
  mark = null
  /** The last message read before the line; null when there is no line. */
  line = null
  #newest = 0
  /** The seqs of others' messages beyond the mark, as far as this page heard of them. */
  #unread = []
  #looks = false
  #atEnd = false

  get count() {
    return this.#unread.length
  }

  /** The room was joined: `read` is the person's own mark there, on any device. Without one, all that is there counts as read. */
  joined(read, newest) {
    if (this.mark === null) {
      this.mark = read ?? newest
      this.#draw()
    } else if (read !== undefined) {
      this.markedElsewhere(read)
    }
    this.#update()
  }

  /**
   * A message of the room; a snapshot brings again what is known already. What came while this page was away, and so was not
   * `isLive`, is new to whoever looks at it now.
   */
  posted(seq, isOwn, isLive) {
    if (seq <= this.#newest) return
    this.#newest = seq
    if (!isOwn) this.#unread.push(seq)
    // The line stands where reading stopped, and stays there while more comes.
    if (!isOwn && this.#unread.length === 1 && !(isLive && this.#isSeeing)) this.#draw()
    if (isLive) this.#update()
  }

  /** Who answers has seen what was new. */
  wrote() {
    this.line = null
    this.#update()
  }

  looks(looks) {
    this.#looks = looks
    this.#update()
  }

  atEnd(atEnd) {
    if (this.#atEnd === atEnd) return
    this.#atEnd = atEnd
    this.#update()
  }

  /** The same person read this far in another place, so what is new is not new here either. */
  markedElsewhere(seq) {
    if (this.mark === null) return
    if (seq > this.mark) this.mark = seq
    if (this.line !== null && seq >= this.#newest && !this.#isSeeing) this.line = null
    this.#update()
  }

  /** The room's log is another one, in which the seqs mean other messages. */
  restarted() {
    this.mark = null
    this.line = null
    this.#newest = 0
    this.#unread = []
  }

  get #isSeeing() {
    return this.#looks && this.#atEnd
  }

  #draw() {
    if (this.mark !== null && this.#unread.some(seq => seq > this.mark)) this.line = this.mark
  }

  #update() {
    if (this.mark === null) return
    if (this.#isSeeing && this.#newest > this.mark) this.mark = this.#newest
    this.#unread = this.#unread.filter(seq => seq > this.mark)
    this.changed.emit()
  }
}
