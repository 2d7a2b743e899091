import { dayOf } from '../helpers/clock.js'

/** Messages of one author that follow within this time share one heading. Milliseconds. */
const together = 5 * 60_000

/**
 * What the list shows, from top to bottom: days, stored messages, then those that wait.
 * A message keeps its key from waiting to stored, so its element stays and nothing flickers.
 */
export function toRows(messages, waiting, me, now = Date.now()) {
  const stored = messages.map(message => ({
    ...message, own: message.by.id === me?.id, key: keyOf(message.by.id, message.id) ?? `seq ${message.seq}`, state: 'stored',
  }))
  const known = new Set(stored.map(row => row.key))
  const own = waiting
    .map(item => ({ ...item, own: true, by: me, key: keyOf(me.id, item.id) }))
    .filter(row => !known.has(row.key))
  return withHeadings([...stored, ...own], now)
}

const keyOf = (user, id) => (id ? `${user} ${id}` : null)

function withHeadings(items, now) {
  const rows = []
  let before = null
  for (const item of items) {
    const newDay = !before || dayOf(before.at) !== dayOf(item.at)
    if (newDay) rows.push({ kind: 'day', key: `day ${dayOf(item.at)} ${rows.length === 0 ? '' : item.key}`, at: item.at, today: dayOf(now) })
    const heads = newDay || before.by.id !== item.by.id || before.by.name !== item.by.name || item.at - before.at > together
    if (heads && rows.at(-1)?.kind === 'message') rows.at(-1).ends = true
    rows.push({ ...item, kind: 'message', heads, ends: false })
    before = item
  }
  if (rows.length) rows.at(-1).ends = true
  return rows
}
