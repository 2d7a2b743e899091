/**
 * Makes an element. Children that are strings become text nodes: what people write
 * never passes an HTML parser, so there is nothing to escape.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children.filter(child => child != null && child !== false))
  return element
}
