import { describe, expect, it } from 'vitest'
import type { Portrait, PortraitSignal } from '../api/cadres'
import { samplePortrait, sampleSignal } from '../testing/samplePortrait'
import { dayNumber, dayText, fit, halvesOf, lanesOf, pack, scaleOf, sides, textWidth, yearsOf } from './axis'

const portrait = (change: Partial<Portrait> = {}) => samplePortrait({ today: '2026-10-12', asOf: '2026-08-31', ...change })
const signal = (change: Partial<PortraitSignal>) => sampleSignal(change)

describe('the scale', () => {
  const scale = scaleOf(portrait(), 100, 1100)

  it('begins with a year, five years back where nothing is older', () => expect(dayText(scale.from)).toBe('2021-01-01'))
  it('begins with the year of the oldest thing', () =>
    expect(dayText(scaleOf(portrait({ signals: [signal({ occurredFrom: '2017-05-04' })] }), 0, 1).from)).toBe('2017-01-01'))
  it('goes back nineteen years at most', () =>
    expect(dayText(scaleOf(portrait({ signals: [signal({ occurredFrom: '1998-05-04' })] }), 0, 1).from)).toBe('2007-01-01'))
  it('leaves room after today', () => expect(scale.to).toBeGreaterThan(dayNumber('2026-10-12') + 44))
  it('is the same between equal spans of days', () => {
    const step = scale.x('2024-03-02') - scale.x('2024-03-01')
    expect(scale.x('2025-01-31') - scale.x('2025-01-30')).toBeCloseTo(step, 9)
    expect([scale.x('2021-01-01'), scale.x(dayText(scale.to))]).toEqual([100, 1100])
  })
  it('holds what lies outside at its edges', () => expect([scale.clamp('2001-01-01'), scale.clamp('2099-01-01')]).toEqual([100, 1100]))
  it('marks every year and every half of one', () => {
    expect(yearsOf(scale)).toEqual(['2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01', '2027-01-01'])
    expect(halvesOf(scale).at(-1)).toBe('2026-07-01')
  })
  it.each(['2024-02-29', '2026-12-31', '1970-01-01'])('keeps %s through its number', (day) => expect(dayText(dayNumber(day))).toBe(day))
})

describe('lanes', () => {
  it('stand in the order of the guide and only where there is something', () => {
    const found = lanesOf([signal({ kind: 'commendation' }), signal({ kind: 'petition' }), signal({ kind: 'unheardOf' }), signal({ kind: 'audit' })])
    expect(found.map((lane) => lane.name)).toEqual(['complaint', 'audit', 'positive', 'other'])
  })
  it('go from the oldest', () =>
    expect(lanesOf([signal({ id: 'b', occurredTo: '2025-02-01' }), signal({ id: 'a', occurredTo: '2024-02-01' })])[0]!.signals.map((one) => one.id)).toEqual(['a', 'b']))
  it('leave measures and copies of a letter out', () => expect(lanesOf([signal({ kind: 'measure' }), signal({ copy: true })])).toEqual([]))
})

describe('rows', () => {
  const rows = (extents: [number, number][]) => pack(extents, ([from, to]) => ({ from, to })).map((one) => one.row)

  it('hold what does not overlap in one', () => expect(rows([[0, 10], [10, 20], [25, 30]])).toEqual([0, 0, 0]))
  it('part what overlaps and use the first that is free again', () => expect(rows([[0, 10], [5, 20], [12, 15], [13, 30]])).toEqual([0, 1, 0, 2]))
})

describe('labels', () => {
  const at = (...xs: number[]) => xs.map((x) => ({ x, label: '满意' }))

  it('stand behind their mark where there is room', () => expect(sides(at(100, 300), 11, [0, 500])).toEqual(['right', 'right']))
  it('stand before it where a mark or an edge is near', () => expect(sides(at(100, 470), 11, [0, 480])).toEqual(['right', 'left']))
  it('never cross the line of the day', () => expect(sides([{ x: 280, label: '程序' }], 11, [0, 290, 500])).toEqual(['left']))
  it('are left out where neither side has room', () => expect(sides(at(10, 20, 30), 11, [0, 45])).toEqual([null, null, null]))
  it('are cut at a whole character', () => expect([fit('提拔受限', 100, 10), fit('提拔受限', 32, 10), fit('提拔受限', 12, 10)]).toEqual(['提拔受限', '提拔…', '']))
  it('take a Chinese character for a square', () => expect([textWidth('满意', 10), textWidth('12', 10)]).toEqual([20, 11.6]))
})
