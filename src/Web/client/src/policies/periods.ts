import type { BacktestResult } from '../api/policies'

const MOST_MONTHS = 24

/** Months as they are, or added up by year where there are more than fit; the latest first. */
export function periodsOf(months: BacktestResult['months']): { byYear: boolean; periods: { name: string; current: number; changed: number }[] } {
  const byYear = months.length > MOST_MONTHS
  const sums = new Map<string, { name: string; current: number; changed: number }>()
  for (const { month, current, changed } of months) {
    const name = byYear ? month.slice(0, 4) : month
    const known = sums.get(name) ?? { name, current: 0, changed: 0 }
    sums.set(name, { name, current: known.current + current, changed: known.changed + changed })
  }
  return { byYear, periods: [...sums.values()].reverse() }
}
