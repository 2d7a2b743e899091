import { h } from './dom.js'

const candidate = /https?:\/\/[^\s<>"]+/gi
const trailing = /[.,;:!?'*_~]+$/

/** A text as nodes: plain text, with the web addresses in it as links. */
export function withLinks(text) {
  const nodes = []
  let from = 0
  for (const match of text.matchAll(candidate)) {
    const address = withoutTrailing(match[0])
    const url = parse(address)
    if (!url) continue
    nodes.push(text.slice(from, match.index), link(url, address))
    from = match.index + address.length
  }
  nodes.push(text.slice(from))
  return nodes.filter(node => node !== '')
}

/** A full stop or an unopened bracket after an address belongs to the sentence. */
function withoutTrailing(address) {
  for (;;) {
    let shorter = address.replace(trailing, '')
    if (shorter.endsWith(')') && !shorter.includes('(')) shorter = shorter.slice(0, -1)
    if (shorter === address) return address
    address = shorter
  }
}

function parse(address) {
  try {
    const url = new URL(address)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

const link = (url, words) =>
  h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, words)
