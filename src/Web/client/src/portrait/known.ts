import type { Portrait } from '../api/cadres'

/** What the page shows: the day's knowledge, and what came later only where asked for. */
export const shown = <T extends { later: boolean }>(items: readonly T[], later: boolean): T[] => (later ? [...items] : items.filter((one) => !one.later))

export const laterCount = ({ signals, alerts }: Pick<Portrait, 'signals' | 'alerts'>): number =>
  signals.filter((one) => one.later && !one.copy).length + alerts.filter((one) => one.later).length

/** The change before the day, or null; on a day of change the one before it. */
export const stepBack = (changes: readonly string[], day: string): string | null => changes.findLast((one) => one < day) ?? null

/** The next change after the day; the last step goes to today. */
export function stepForward(changes: readonly string[], day: string, today: string): string | null {
  if (day >= today) return null
  return changes.find((one) => one > day) ?? today
}

/** Days of change on a rail: those nearer to each other than a mark is wide are one. */
export function railMarks(changes: readonly string[], place: (day: string) => number, width: number): string[] {
  const marks: string[] = []
  let last = -Infinity
  for (const day of changes) {
    const at = place(day)
    if (at - last < width) continue
    marks.push(day)
    last = at
  }
  return marks
}

/** Whole years and months from one day to another. */
export function lasting(from: string, to: string): { years: number; months: number } {
  const [fy = 0, fm = 0, fd = 0] = from.split('-').map(Number)
  const [ty = 0, tm = 0, td = 0] = to.split('-').map(Number)
  const months = Math.max(0, (ty - fy) * 12 + (tm - fm) - (td < fd ? 1 : 0))
  return { years: Math.floor(months / 12), months: months % 12 }
}
