/**
 * How the page stands to the server, in words for people.
 * `status` is {state, words?, until?, offline?}; `now` in milliseconds.
 * Gives {tone: 'good' | 'busy' | 'trouble' | 'stopped', words, countdown, canRetry}.
 */
export function inWords(status, now) {
  switch (status.state) {
    case 'joined': return joined(status)
    case 'connecting': return connecting(status)
    case 'open': return { tone: 'busy', words: 'Getting what you missed…', countdown: '', canRetry: false }
    case 'waiting': return waiting(status, now)
    case 'stopped': return { tone: 'stopped', words: status.words, countdown: '', canRetry: false }
    default: return { tone: 'busy', words: '', countdown: '', canRetry: false }
  }
}

/** The connection may be well while the server is not. */
function joined({ words }) {
  return { tone: words ? 'trouble' : 'good', words: words ?? 'Connected', countdown: '', canRetry: false }
}

/** An attempt after a loss looks like the wait around it: attempts that fail must not make the page jump. */
function connecting({ words }) {
  if (!words) return { tone: 'busy', words: 'Connecting…', countdown: '', canRetry: false }
  return { tone: 'trouble', words, countdown: 'Trying again…', canRetry: true }
}

function waiting({ words, until, offline }, now) {
  const seconds = Math.ceil((until - now) / 1000)
  const countdown = seconds > 1 ? `Trying again in ${seconds} s…` : 'Trying again…'
  const told = offline ? 'You are offline. What you write is kept and sent later.' : words
  return { tone: 'trouble', words: told, countdown, canRetry: true }
}
