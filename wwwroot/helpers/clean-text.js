// Everything below U+0020 but tab and line break, and the delete and C1 controls: the server refuses them,
// and they come only by accident, from something pasted.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** What was typed, as the server takes it. Leading spaces stay: they may be code. */
export function cleanText(text) {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').replace(/^\n+|\s+$/g, '').toWellFormed()
}

const encoder = new TextEncoder()
export const utf8Length = text => encoder.encode(text).length
