/** What the picker offers: what people in group chats react with most. */
export const common = [
  '👍', '❤️', '😂', '🎉', '🙏', '👀', '✅', '🔥', '😮', '😢', '👏', '💯',
  '🚀', '😊', '🤔', '😍', '🙌', '👎', '😅', '☕', '💡', '🐛', '⏳', '👋',
]

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The one emoji that a text is; null when it is none or more than one. The server has the last word. */
export function emojiOf(text) {
  const trimmed = text.trim()
  const isOne = [...graphemes.segment(trimmed)].length === 1
  return isOne && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\ufe0f/u.test(trimmed) ? trimmed : null
}
