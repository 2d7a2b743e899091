/**
 * localStorage or sessionStorage, or memory where the browser refuses them (private windows, blocked cookies):
 * the page then works until it is closed.
 */
export function safeStorage(name) {
  const memory = new Map()
  const attempt = (work, otherwise) => {
    try {
      // Reading the property itself throws where cookies are blocked.
      return work(window[name])
    } catch {
      return otherwise()
    }
  }
  return {
    get: key => memory.get(key) ?? attempt(storage => storage.getItem(key), () => null),
    set: (key, value) => attempt(storage => storage.setItem(key, value), () => memory.set(key, value)),
    remove(key) {
      memory.delete(key)
      attempt(storage => storage.removeItem(key), () => {})
    },
  }
}
