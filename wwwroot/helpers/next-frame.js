/**
 * Runs a function once, soon, however often it is asked for: a burst of a hundred events is one rendering.
 * A hidden tab gets no animation frames, so a timer takes their place there.
 */
export function nextFrame(run) {
  let asked = false
  const now = () => {
    asked = false
    run()
  }
  return () => {
    if (asked) return
    asked = true
    if (document.hidden) setTimeout(now, 50)
    else requestAnimationFrame(now)
  }
}
