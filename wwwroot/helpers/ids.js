const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz_-ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * A new id of 132 random bits in the server's alphabet.
 * Not crypto.randomUUID: that one is missing on a page served over http from another machine.
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(22))
  return Array.from(bytes, byte => alphabet[byte & 63]).join('')
}
