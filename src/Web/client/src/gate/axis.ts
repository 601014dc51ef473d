const DAY = 86_400_000
const MONTH = 30.44 * DAY
const steps = [3, 6, 12, 24, 60]

/** Room that a label such as 2026-10 takes, with the gap behind it. */
export const LABEL = 58

export interface Tick { day: string; label: boolean }

/** First days of months, as far apart as their labels need in pixels; a label that the mark of the asked day would cover is left out, its line stays. */
export function ticksOf(from: number, to: number, width: number, cut: number): Tick[] {
  const perMonth = (width * MONTH) / (to - from)
  const step = steps.find((one) => one * perMonth >= LABEL) ?? 120
  const found: Tick[] = []
  const first = new Date(from)
  const begin = step >= 12 ? Math.floor(first.getUTCFullYear() / (step / 12)) * (step / 12) : first.getUTCFullYear()
  for (let month = begin * 12; ; month += step) {
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    const time = Date.parse(day)
    if (time >= to) return found
    if (time <= from) continue
    const x = (width * (time - from)) / (to - from)
    found.push({ day, label: x + LABEL <= width + 8 && (x + LABEL < cut - 20 || x > cut + 20) })
  }
}

/** Where the days of a bar are written: in it, behind it, or before it where the axis ends too soon. */
export function noteOf(start: number, end: number, left: number, right: number, width: number): { x: number; anchor: 'start' | 'end'; inside: boolean } {
  if (end - start > width + 12) return { x: start + 6, anchor: 'start', inside: true }
  if (end + 6 + width <= right || start - 6 - width < left) return { x: Math.min(end + 6, Math.max(left, right - width)), anchor: 'start', inside: false }
  return { x: start - 6, anchor: 'end', inside: false }
}
