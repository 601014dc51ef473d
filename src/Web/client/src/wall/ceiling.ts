/** The top of a scale in four equal whole steps that holds the highest value. */
export function ceilingOf(highest: number): number {
  const raw = Math.max(1, Math.ceil(highest / 4))
  const power = 10 ** Math.floor(Math.log10(raw))
  const nice = [1, 2, 3, 4, 5, 10].map((one) => one * power).find((one) => one >= raw) ?? raw
  return nice * 4
}
