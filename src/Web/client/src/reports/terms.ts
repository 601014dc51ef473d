import type { ReportTerm, Rhythm } from '../api/reports'

const inYear: Record<Rhythm, number> = { month: 12, quarter: 4, year: 1 }

/** The term of a rhythm that a day lies in. */
export const termOf = (rhythm: Rhythm, day: string): ReportTerm => {
  const month = Number(day.slice(5, 7))
  return { rhythm, year: Number(day.slice(0, 4)), number: rhythm === 'month' ? month : rhythm === 'quarter' ? Math.ceil(month / 3) : 1 }
}

/** The term as many steps on. */
export function stepOf({ rhythm, year, number }: ReportTerm, step: number): ReportTerm {
  const at = year * inYear[rhythm] + (number - 1) + step
  return { rhythm, year: Math.floor(at / inYear[rhythm]), number: (at % inYear[rhythm]) + 1 }
}

/** What the address says, or the term of the given day. */
export function readTerm(rhythm: Rhythm, query: URLSearchParams, day: string): ReportTerm {
  const [year, number] = [Number(query.get('year')), Number(query.get('number') ?? 1)]
  const valid = Number.isInteger(year) && year >= 2000 && year <= 2200 && Number.isInteger(number) && number >= 1 && number <= inYear[rhythm]
  return valid ? { rhythm, year, number } : termOf(rhythm, day)
}

/** Whether one term begins after the other. */
export const isAfter = (one: ReportTerm, other: ReportTerm): boolean => one.year > other.year || (one.year === other.year && one.number > other.number)
