import type { Column, Compared, Matrix, StateWord } from '../api/reviews'

/** In the order of the wire's digits. */
export const states: readonly StateWord[] = ['notDue', 'noObjection', 'objection', 'verifying', 'overdue', 'extended', 'awaiting', 'recused', 'expired']

export const stateAt = (column: Column, place: number): StateWord => states[Number(column.cells[place] ?? '0')] ?? 'notDue'

/** A confirmed answer or a recusal is there. */
export const isSettled = (state: StateWord): boolean => state === 'noObjection' || state === 'objection' || state === 'verifying' || state === 'recused'

export type Filter = 'all' | 'talk' | 'overdue' | 'verifying' | 'differs'

export interface Tally { cells: number; settled: number; by: Record<StateWord, number> }

export function tallyOf(columns: readonly Column[]): Tally {
  const by = Object.fromEntries(states.map((one) => [one, 0])) as Record<StateWord, number>
  let cells = 0
  for (const column of columns)
    for (let place = 0; place < column.cells.length; place++) {
      by[stateAt(column, place)]++
      cells++
    }
  return { cells, settled: states.filter(isSettled).reduce((sum, one) => sum + by[one], 0), by }
}

const has = (columns: readonly Column[], place: number, ...wanted: StateWord[]): boolean => columns.some((column) => wanted.includes(stateAt(column, place)))

/** Places of the people that the filter lets through, in their order. */
export function placesOf(matrix: Matrix, columns: readonly Column[], filter: Filter, compared: ReadonlyMap<string, Compared>): number[] {
  const all = matrix.people.map((_, place) => place)
  switch (filter) {
    case 'talk': return all.filter((place) => has(columns, place, 'objection', 'verifying'))
    case 'overdue': return all.filter((place) => has(columns, place, 'overdue'))
    case 'verifying': return all.filter((place) => has(columns, place, 'verifying'))
    case 'differs': return all.filter((place) => (compared.get(matrix.people[place]!.number)?.differences.length ?? 0) > 0)
    default: return all
  }
}

/** Units with somebody overdue, and how many. */
export const lateUnits = (columns: readonly Column[]): { column: Column; people: number }[] =>
  columns.map((column) => ({ column, people: [...column.cells].filter((digit) => states[Number(digit)] === 'overdue').length })).filter((one) => one.people > 0)

export const settledOf = (column: Column): number => [...column.cells].filter((digit) => isSettled(states[Number(digit)]!)).length

/** A name of an agency in at most two lines of equal length; up to four characters stand in one. */
export function linesOf(name: string): string[] {
  const plain = name.replace(/（.*?）/g, '').replace(/^区(?=.{2})/, '')
  if (plain.length <= 4) return [plain]
  const cut = plain.slice(0, 8)
  const half = Math.floor(cut.length / 2)
  return [cut.slice(0, half), cut.slice(half)]
}

/** 12 KiB, 3.4 MiB. */
export const sizeOf = (bytes: number): string => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`)
