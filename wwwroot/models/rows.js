import { dayOf } from '../helpers/clock.js'

/** Messages of one author that follow within this time share one heading. Milliseconds. */
const together = 5 * 60_000

/**
 * What the list shows, from top to bottom: days, stored messages, then those that wait; and where the new ones begin.
 * A message keeps its key from waiting to stored, so its element stays and nothing flickers.
 * `line` is the last message that was read before the line, null for none; `quoteOf(seq)` the message that another one answers.
 */
export function toRows(messages, waiting, me, { line = null, quoteOf = () => null } = {}, now = Date.now()) {
  const stored = messages.map(message => ({
    ...message, own: message.by.id === me?.id, key: keyOf(message.by.id, message.id) ?? `seq ${message.seq}`, state: 'stored',
  }))
  const known = new Set(stored.map(row => row.key))
  const own = waiting
    .map(item => ({ reactions: [], ...item, own: true, by: me, key: keyOf(me.id, item.id) }))
    .filter(row => !known.has(row.key))
  const all = [...stored, ...own].map(row => (row.replyTo ? { ...row, quote: quoteOf(row.replyTo) } : row))
  return withHeadings(all, firstNew(stored, line), now)
}

const keyOf = (user, id) => (id ? `${user} ${id}` : null)

/** The message before which the line stands. When all that was read is further up, so is the line. */
export function firstNew(messages, line) {
  if (line === null || !(messages[0]?.seq <= Math.max(line, 1))) return null
  return messages.find(message => message.seq > line && !message.own)?.seq ?? null
}

function withHeadings(items, firstNew, now) {
  const rows = []
  let before = null
  for (const item of items) {
    const newDay = !before || dayOf(before.at) !== dayOf(item.at)
    if (newDay) rows.push({ kind: 'day', key: `day ${dayOf(item.at)} ${rows.length === 0 ? '' : item.key}`, at: item.at, today: dayOf(now) })
    const isFirstNew = firstNew !== null && item.seq === firstNew
    const heads = newDay || isFirstNew || before.by.id !== item.by.id || before.by.name !== item.by.name || item.at - before.at > together
    if (heads && rows.at(-1)?.kind === 'message') rows.at(-1).ends = true
    if (isFirstNew) rows.push({ kind: 'unread', key: 'unread' })
    rows.push({ ...item, kind: 'message', heads, ends: false })
    before = item
  }
  if (rows.length) rows.at(-1).ends = true
  return rows
}
