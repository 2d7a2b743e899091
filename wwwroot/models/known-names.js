/** What the people are called of whom this page has heard, here or gone. */
export class KnownNames {
  #byId = new Map()

  learn(...people) {
    for (const { id, name } of people) if (name) this.#byId.set(id, name)
  }

  of(id) {
    return this.#byId.get(id) ?? null
  }
}
