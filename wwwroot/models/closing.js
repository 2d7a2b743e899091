const final = {
  1009: 'The server refused what this page sent, because it was too big.',
  1007: 'The server could not read what this page sent.',
  4001: 'You are not allowed in here.',
  4003: 'You were removed from this chat.',
}

/** After these the server wants a pause, whatever the backoff says. Milliseconds. */
const pauses = { 4000: 5000, 4008: 5000 }

/**
 * What a close code of the wire asks for: whether to come back, and after how long at least.
 * A code nobody knows is a lost connection: come back.
 */
export function closing(code, goodbye) {
  if (final[code]) return { comeBack: false, words: final[code] }
  return {
    comeBack: true,
    atLeastMs: goodbye?.reconnectAfterMs ?? pauses[code] ?? 0,
    words: code === 4011 ? 'The server is restarting.' : code === 4008 ? 'Too much at once.' : 'Connection lost.',
  }
}
