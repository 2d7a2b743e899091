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
  unavailable: 'The server cannot save messages at the moment.',
}

/** `internal` may be the message's own fault: a few tries, then the person decides. */
const mostInternal = 3

/** What to do about a message the server refused: {again: true, afterMs, words} or {again: false, words}. */
export function refusal(error, tries = 1) {
  const told = words[error.code] ?? 'The server refused this message.'
  if (!again.has(error.code) || (error.code === 'internal' && tries >= mostInternal)) return { again: false, words: told }
  return { again: true, afterMs: Math.max(error.retryAfterMs ?? 1000, 250), words: words[error.code] ?? '' }
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
