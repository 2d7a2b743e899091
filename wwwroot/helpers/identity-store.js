export const identityKey = 'akkachat.identity'

/** Who this browser is: {name, token, userId}. The token is what the server knows the person by. */
export class IdentityStore {
  #storage

  constructor(storage) {
    this.#storage = storage
  }

  get() {
    try {
      const kept = JSON.parse(this.#storage.get(identityKey))
      return typeof kept?.name === 'string' ? kept : null
    } catch {
      return null
    }
  }

  set(identity) {
    this.#storage.set(identityKey, JSON.stringify(identity))
  }

  forget() {
    this.#storage.remove(identityKey)
  }
}
