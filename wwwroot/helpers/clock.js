const time = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const short = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })
const thisYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const otherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' })

/** Times come and go as milliseconds since the Unix epoch, and are read in the reader's own zone. */
export const timeOfDay = at => time.format(at)
/** With the day where it is another one than that of `beside`. */
export const timeBeside = (at, beside) => (dayOf(at) === dayOf(beside) ? time : short).format(at)
export const dateAndTime = at => full.format(at)

/** The calendar day in the reader's zone, comparable and stable. */
export function dayOf(at) {
  const date = new Date(at)
  return date.getFullYear() * 10000 + (date.getMonth() + 1) * 100 + date.getDate()
}

export function dayInWords(at, now = Date.now()) {
  const day = dayOf(at)
  if (day === dayOf(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  if (day === dayOf(yesterday)) return 'Yesterday'
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? thisYear : otherYear).format(at)
}
