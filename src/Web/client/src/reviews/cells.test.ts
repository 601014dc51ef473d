import { expect, it } from 'vitest'
import type { Column, Matrix } from '../api/reviews'
import { lateUnits, linesOf, placesOf, settledOf, tallyOf } from './cells'

const column = (unit: string, cells: string): Column => ({ unit, name: unit, letter: 'x', dueOn: '2026-10-09', late: null, chased: 0, closed: false, cells, extensions: [], own: null })
const columns = [column('a', '1240'), column('b', '3176')]
const matrix: Matrix = { round: 'r', today: '2026-10-12', people: ['1', '2', '3', '4'].map((number) => ({ number, name: number, unitName: '', post: '', demo: true })), columns }

it('counts what is answered, and no open cell as an answer', () => {
  const tally = tallyOf(columns)
  expect([tally.cells, tally.settled, tally.by.overdue, tally.by.awaiting, tally.by.notDue]).toEqual([8, 5, 1, 1, 1])
  expect(columns.map(settledOf)).toEqual([2, 3])
})

it('lets through what needs talk, is overdue, is under verification or differs', () => {
  const compared = new Map([['3', { cadre: '3', round: 'x', differences: [{ unit: 'a', before: 'noObjection' as const, now: 'objection' as const }] }]])
  expect(placesOf(matrix, columns, 'talk', compared)).toEqual([0, 1])
  expect(placesOf(matrix, columns, 'overdue', compared)).toEqual([2])
  expect(placesOf(matrix, columns, 'verifying', compared)).toEqual([0])
  expect(placesOf(matrix, columns, 'differs', compared)).toEqual([2])
  expect(placesOf(matrix, columns, 'all', compared)).toEqual([0, 1, 2, 3])
})

it('names the units that are late', () => expect(lateUnits(columns).map((one) => [one.column.unit, one.people])).toEqual([['a', 1]]))

it('breaks long names in two lines', () => {
  expect(linesOf('纪委监委')).toEqual(['纪委监委'])
  expect(linesOf('生态环境局')).toEqual(['生态', '环境局'])
})
