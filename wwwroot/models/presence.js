import { Signal } from '../helpers/signal.js'

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Who is in the room now. The lists of the wire hold at most 200 people; `online` is the number. */
export class Presence {
  changed = new Signal()
  online = 0
  #people = new Map()

  /** By name, for reading. */
  get people() {
    return [...this.#people.values()].sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
  }

  replace(members = [], online = members.length) {
    this.#people = new Map(members.map(person => [person.id, person]))
    this.online = online
    this.changed.emit()
  }

  /** The name somebody writes under is their newest. */
  named(person) {
    const known = this.#people.get(person.id)
    if (!known || known.name === person.name) return
    this.#people.set(person.id, { ...known, name: person.name })
    this.changed.emit()
  }

  /** With `members` the server has counted anew. */
  update({ online, joined = [], left = [], members }) {
    if (members) return this.replace(members, online)
    for (const person of left) this.#people.delete(person.id ?? person)
    for (const person of joined) this.#people.set(person.id, person)
    this.online = online ?? this.#people.size
    this.changed.emit()
  }
}
