/** Puts a text on the clipboard. Where the browser refuses, marks the element that shows it, so that one key copies it. */
export async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection().selectAllChildren(element)
    return false
  }
}
