/** The end of a random id, in two groups of four that can be read out. */
export function shortId(id: string): string {
  const plain = id.replace(/[^0-9a-zA-Z]/g, '').toUpperCase()
  const tail = plain.slice(-8)
  return tail.length <= 4 ? tail : `${tail.slice(0, -4)}-${tail.slice(-4)}`
}
