/**
 * Makes the children of `parent` the elements of `rows`, in their order, touching only what differs.
 * `elements` is the Map of key to element that is kept between calls.
 */
export function reconcile(parent, rows, elements, make) {
  const keys = new Set(rows.map(row => row.key))
  for (const [key, element] of elements) {
    if (keys.has(key)) continue
    element.remove()
    elements.delete(key)
  }
  let place = parent.firstChild
  for (const row of rows) {
    let element = elements.get(row.key)
    if (!element) elements.set(row.key, (element = make(row)))
    element.update(row)
    if (element === place) place = place.nextSibling
    else parent.insertBefore(element, place)
  }
}
