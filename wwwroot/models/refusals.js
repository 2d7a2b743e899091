const again = new Set(['rate_limited', 'unavailable', 'slow_mode', 'not_joined', 'internal', 'hello_first'])

const words = {
  bad_request: 'The server does not take this message.',
  too_large: 'This message is too long.',
  id_conflict: 'Another message was sent under the same id.',
  forbidden: 'You may not write in this room.',
  not_found: 'This room no longer exists.',
  banned: 'You may not write in this room any more.',
  muted: 'You are muted in this room.',
  internal: 'The server failed on this message.',
  rate_limited: 'You are writing faster than the server allows.',
  slow_mode: 'This room is in slow mode.',
  unavailable: 'The server can’t store messages right now.',
}

/** Where a change of a message needs other words than a message. */
const ofChanges = {
  bad_request: 'The server does not take this.',
  too_large: 'This text is too long.',
  id_conflict: 'Something else was sent under the same id.',
  not_found: 'The message was deleted.',
  internal: 'The server failed on this.',
}
const ofType = {
  edit: { ...ofChanges, forbidden: 'Only its author may change a message.' },
  delete: { ...ofChanges, forbidden: 'Only its author may delete a message.' },
  react: { ...ofChanges, bad_request: 'The server takes single emoji only.', forbidden: 'There are too many different reactions on this message.' },
  unreact: ofChanges,
}

/** `internal` may be the message's own fault: a few tries, then the person decides. */
const mostInternal = 3

/**
 * What to do about a command the server refused: {again: true, afterMs, words} or {again: false, words};
 * `done` when all is as the person wanted it, `trouble` in words when it is the server that can't, whatever is sent.
 */
export function refusal({ code, retryAfterMs }, { type } = {}, tries = 1) {
  const known = ofType[type]?.[code] ?? words[code]
  if (code === 'not_found' && (type === 'delete' || type === 'unreact')) return { again: false, done: true }
  if (!again.has(code) || (code === 'internal' && tries >= mostInternal)) return { again: false, words: known ?? 'The server refused this.' }
  const trouble = code === 'unavailable' ? `${known} What you write is kept and sent by itself as soon as it can.` : null
  return { again: true, afterMs: Math.max(retryAfterMs ?? 1000, 250), words: known ?? '', trouble }
}

const ofNames = {
  name_taken: name => `Somebody here is already called “${name}”. Please choose another name.`,
  bad_request: name => [...name].length > 32
    ? 'That name is too long. A name has at most 32 characters.'
    : 'That name can’t be used here. Please use 1 to 32 letters, digits, spaces or emoji.',
  banned: () => 'That name may not come in here.',
  forbidden: () => 'That name may not come in here.',
}

/** Why a name was refused, in words; null when the error is about something else. */
export const nameRefusal = (code, name) => ofNames[code]?.(name) ?? null
