/**
 * Runs a piece of work while no other tab of this browser runs the same one.
 * Web Locks need a secure context; without them the work just runs, and the ids of the messages keep it harmless.
 */
export function alone(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work()
}
