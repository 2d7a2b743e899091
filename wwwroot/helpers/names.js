const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One or two signs that stand for a name in a small circle. */
export function initials(name) {
  const words = name.trim().split(/[\s\-_.]+/u).filter(Boolean)
  const signs = [words[0], words.length > 1 ? words.at(-1) : ''].map(first)
  return signs.join('').toLocaleUpperCase() || '?'
}

const first = word => (word ? graphemes.segment(word)[Symbol.iterator]().next().value.segment : '')

/** A hue of 0 to 359 that stays with a person, whatever their name becomes. */
export function hueOf(id) {
  let hash = 2166136261
  for (const unit of id) hash = Math.imul(hash ^ unit.codePointAt(0), 16777619)
  return (hash >>> 8) % 360
}

/** "Ann", "Ann and Bob", "Several people". */
export function listed(names) {
  if (names.length > 2) return 'Several people'
  return names.join(' and ')
}
