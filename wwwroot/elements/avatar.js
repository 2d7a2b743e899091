import { h } from '../helpers/dom.js'
import { hueOf, initials } from '../helpers/names.js'

/** A person as a coloured circle; decoration beside the name. */
export function avatar(person) {
  const circle = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(person.name))
  circle.style.setProperty('--hue', hueOf(person.id))
  return circle
}
