import { Signal } from '../helpers/signal.js'

/** Messages of others that came while nobody looked. */
export class Unread {
  changed = new Signal()
  count = 0

  add() {
    this.count++
    this.changed.emit()
  }

  clear() {
    if (this.count === 0) return
    this.count = 0
    this.changed.emit()
  }
}
