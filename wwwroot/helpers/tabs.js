import { Signal } from './signal.js'

/** A word to the other tabs of this browser. Where it can't be said, they see the change when they next look. */
export class Tabs {
  heard = new Signal()
  #channel = null

  constructor(name) {
    try {
      this.#channel = new BroadcastChannel(name)
      this.#channel.onmessage = message => this.heard.emit(message.data)
    } catch {
      // A page without an origin of its own has no other tabs.
    }
  }

  tell(message) {
    this.#channel?.postMessage(message)
  }
}
