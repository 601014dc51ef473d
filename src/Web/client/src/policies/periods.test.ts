import { expect, it } from 'vitest'
import { periodsOf } from './periods'

const month = (at: number) => ({ month: `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`, current: 1, changed: 2 })

it('shows two years by month, the latest first', () => {
  const { byYear, periods } = periodsOf(Array.from({ length: 24 }, (_, at) => month(at)))
  expect([byYear, periods.length, periods[0]?.name]).toEqual([false, 24, '2001-12'])
})

it('adds more up by year and loses none', () => {
  const { byYear, periods } = periodsOf(Array.from({ length: 30 }, (_, at) => month(at)))
  expect([byYear, periods]).toEqual([true, [{ name: '2002', current: 6, changed: 12 }, { name: '2001', current: 12, changed: 24 }, { name: '2000', current: 12, changed: 24 }]])
})
