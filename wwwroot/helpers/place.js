/** Between a popover and what it belongs to, and to the edges of the window. Pixels. */
const gap = 6

/** The popover that is open, or was last, beside an element. */
const openAt = new WeakMap()

/** Opens a popover beside the element it belongs to, which is marked with `data-open` for as long. */
export function openBeside(popover, anchor) {
  popover.showPopover()
  place(popover, anchor)
  anchor.dataset.open = ''
  openAt.set(anchor, popover)
  // Told later than it happens: the next one may be open there by then.
  popover.ontoggle = event => event.newState === 'closed' && openAt.get(anchor) === popover && delete anchor.dataset.open
}

/** Below it, or above where there is more room, and wholly into the window. */
function place(popover, anchor) {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = popover
  const below = at.bottom + gap
  const top = below + height <= innerHeight - gap ? below : at.top - gap - height
  const left = getComputedStyle(anchor).direction === 'rtl' ? at.left : at.right - width
  popover.style.top = `${within(top, innerHeight - height - gap)}px`
  popover.style.left = `${within(left, innerWidth - width - gap)}px`
}

const within = (value, most) => Math.round(Math.max(gap, Math.min(value, most)))
