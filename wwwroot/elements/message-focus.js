/** Which message has the keyboard: Tab reaches one of the list, mostly the newest, and the arrow keys go on from there. */
export class MessageFocus {
  #log
  #current = null

  constructor(log) {
    this.#log = log
    log.addEventListener('keydown', event => this.#key(event))
    log.addEventListener('focusin', event => this.#came(messageOf(event.target)))
    log.addEventListener('pointerover', event => messageOf(event.target)?.showActions())
    log.addEventListener('click', event => this.#tapped(event))
  }

  /** After the list changed. */
  refresh() {
    if (this.#log.contains(document.activeElement) && this.#current?.isConnected) return
    this.#choose([...this.#log.getElementsByTagName('chat-message')].at(-1))
  }

  /** Where a finger taps, the actions show; a mouse needs only point. */
  #tapped(event) {
    if (event.target.closest('a, button, time') || String(getSelection())) return
    messageOf(event.target)?.focus({ preventScroll: true })
  }

  #came(message) {
    if (!message) return
    this.#choose(message)
    message.showActions()
  }

  #choose(message) {
    if (this.#current === message) return
    if (this.#current) this.#current.tabIndex = -1
    this.#current = message ?? null
    if (message) message.tabIndex = 0
  }

  #key(event) {
    const message = event.target
    if (message.localName !== 'chat-message') return
    const act = {
      ArrowUp: () => this.#go(message, -1),
      ArrowDown: () => this.#go(message, 1),
      Home: () => this.#go(message, -Infinity),
      End: () => this.#go(message, Infinity),
      Enter: () => message.openMenu(),
      ContextMenu: () => message.openMenu(),
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  #go(from, by) {
    const messages = [...this.#log.getElementsByTagName('chat-message')]
    const to = Math.max(0, Math.min(messages.indexOf(from) + by, messages.length - 1))
    messages[to].focus({ preventScroll: true })
    messages[to].scrollIntoView({ block: 'nearest' })
  }
}

const messageOf = element => element.closest('chat-message')
