export const lobby = 'lobby'

/** The room that an address of the page means: `/?room=NAME`; null when that can't be a room's name. */
export function roomOf(search) {
  const asked = new URLSearchParams(search).get('room')
  if (asked === null || asked === '') return lobby
  return /^[a-z0-9-]{1,64}$/.test(asked) ? asked : null
}
