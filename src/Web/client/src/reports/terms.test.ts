import { expect, it } from 'vitest'
import { readTerm, stepOf, termOf } from './terms'

it('finds the term of a day', () => {
  expect(termOf('quarter', '2026-09-30')).toEqual({ rhythm: 'quarter', year: 2026, number: 3 })
  expect(termOf('month', '2026-01-01').number).toBe(1)
})

it('steps over the turn of the year', () => {
  expect(stepOf({ rhythm: 'month', year: 2026, number: 1 }, -1)).toEqual({ rhythm: 'month', year: 2025, number: 12 })
  expect(stepOf({ rhythm: 'quarter', year: 2025, number: 4 }, 1)).toEqual({ rhythm: 'quarter', year: 2026, number: 1 })
  expect(stepOf({ rhythm: 'year', year: 2026, number: 1 }, -1)).toEqual({ rhythm: 'year', year: 2025, number: 1 })
})

it('takes no term that is none', () => {
  expect(readTerm('quarter', new URLSearchParams('year=2026&number=9'), '2026-05-02')).toEqual({ rhythm: 'quarter', year: 2026, number: 2 })
  expect(readTerm('month', new URLSearchParams('year=2026&number=9'), '2026-05-02').number).toBe(9)
})
