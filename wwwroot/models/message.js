/** A message as it reads now, from a `posted` event of the log, a snapshot or history. */
export function toMessage({ seq, at, by, id, text, replyTo, editedAt, deleted, erased, reactions }) {
  const gone = Boolean(deleted || erased) || typeof text !== 'string'
  return {
    seq, at, by, id,
    replyTo: replyTo ?? null,
    text: gone ? null : text,
    editedAt: editedAt ?? null,
    deleted: gone,
    reactions: gone ? [] : Object.entries(reactions ?? {}).map(([emoji, people]) => ({ emoji, people })),
  }
}

/** The message after an event about it; the same object when that changes nothing. */
export function changed(message, event) {
  if (message.deleted) return message
  switch (event.kind) {
    case 'edited': return typeof event.text === 'string' ? { ...message, text: event.text, editedAt: event.at } : message
    case 'deleted': return { ...message, text: null, deleted: true, reactions: [] }
    case 'reacted': return withReaction(message, event.emoji, event.by.id)
    case 'unreacted': return withoutReaction(message, event.emoji, event.by.id)
    default: return message
  }
}

export const hasReacted = (message, emoji, user) =>
  message.reactions.some(reaction => reaction.emoji === emoji && reaction.people.includes(user))

function withReaction(message, emoji, user) {
  if (hasReacted(message, emoji, user)) return message
  const isNew = !message.reactions.some(reaction => reaction.emoji === emoji)
  const before = isNew ? [...message.reactions, { emoji, people: [] }] : message.reactions
  return { ...message, reactions: before.map(one => (one.emoji === emoji ? { emoji, people: [...one.people, user] } : one)) }
}

function withoutReaction(message, emoji, user) {
  if (!hasReacted(message, emoji, user)) return message
  const left = message.reactions.map(one => (one.emoji === emoji ? { emoji, people: one.people.filter(id => id !== user) } : one))
  return { ...message, reactions: left.filter(one => one.people.length) }
}
