/** So many are named; the others are counted. */
const most = 8

/** Who reacted, for people: "You, Ann and 2 others reacted with 👍". */
export function whoReacted({ emoji, people }, me, names) {
  const named = people.filter(id => id !== me).map(id => names.of(id)).filter(Boolean).slice(0, most)
  const told = [...(people.includes(me) ? ['You'] : []), ...named]
  const others = people.length - told.length
  if (others) told.push(told.length ? `${others} ${others === 1 ? 'other' : 'others'}` : `${others} ${others === 1 ? 'person' : 'people'}`)
  const all = told.length > 1 ? `${told.slice(0, -1).join(', ')} and ${told.at(-1)}` : told[0]
  return `${all} reacted with ${emoji}`
}
