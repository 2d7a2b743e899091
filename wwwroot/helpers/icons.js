const svg = 'http://www.w3.org/2000/svg'

const paths = {
  send: 'M4.5 12h14M12.5 5.5 19 12l-6.5 6.5',
  people: 'M9 11a3.25 3.25 0 1 0 0-6.5A3.25 3.25 0 0 0 9 11Zm-6 8.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M15.5 4.9a3.25 3.25 0 0 1 0 5.7M17.5 14.4c2.1.8 3.5 2.7 3.5 5.1',
  down: 'M12 5v14M5.5 12.5 12 19l6.5-6.5',
  react: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM8.5 14.2c.8 1.1 2 1.8 3.5 1.8s2.7-.7 3.5-1.8M9.2 9.6v.3M14.8 9.6v.3',
  reply: 'M9.5 6 4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6v.5',
  more: 'M5.5 12v.01M12 12v.01M18.5 12v.01',
  edit: 'M4.5 19.5l.9-3.9L16 5l3 3L8.4 18.6l-3.9.9Z',
  check: 'M5 12.5 10 17.5 19 7',
  up: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
}

/** A line drawing of 24 x 24, decoration only: the words stand beside it or in the label of its button. */
export function icon(name) {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('class', 'icon')
  drawing.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', paths[name])
  drawing.append(path)
  return drawing
}
