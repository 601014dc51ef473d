import { describe, expect, it } from 'vitest'
import { sampleAlertLine, samplePortrait, sampleSignal } from '../testing/samplePortrait'
import { lasting, laterCount, railMarks, shown, stepBack, stepForward } from './known'
import { pointsOf } from './points'

const changes = ['2024-01-10', '2025-03-01', '2026-08-12']

describe('what is known later', () => {
  const signals = [sampleSignal({ id: 'then' }), sampleSignal({ id: 'later', later: true }), sampleSignal({ id: 'copy', later: true, copy: true })]

  it('is not shown unless asked for', () => {
    expect(shown(signals, false).map((one) => one.id)).toEqual(['then'])
    expect(shown(signals, true)).toHaveLength(3)
  })
  it('is counted with alerts, a letter once', () => expect(laterCount({ signals, alerts: [sampleAlertLine({ later: true })] })).toBe(2))
  it('enters no count of the day', () => {
    const points = Object.fromEntries(pointsOf(samplePortrait({ asOf: '2026-08-31', signals: [sampleSignal({ outcome: 'reported' }), sampleSignal({ later: true, outcome: 'substantiated' })] })))
    expect(points['近24个月']).toBe('监督信息 1 条：未核实 1')
  })
})

describe('steps', () => {
  it('go to the change before and after', () => expect([stepBack(changes, '2025-06-01'), stepForward(changes, '2025-06-01', '2026-10-12')]).toEqual(['2025-03-01', '2026-08-12']))
  it('leave a day of change', () => expect([stepBack(changes, '2025-03-01'), stepForward(changes, '2025-03-01', '2026-10-12')]).toEqual(['2024-01-10', '2026-08-12']))
  it('end with today and with the first change', () => {
    expect([stepForward(changes, '2026-09-01', '2026-10-12'), stepForward(changes, '2026-10-12', '2026-10-12')]).toEqual(['2026-10-12', null])
    expect(stepBack(changes, '2024-01-10')).toBeNull()
  })
  it('put one mark where two would touch', () => expect(railMarks(['2024-01-01', '2024-01-02', '2024-02-01'], (day) => Number(day.slice(8)) + Number(day.slice(5, 7)) * 30, 11)).toEqual(['2024-01-01', '2024-02-01']))
})

it.each([
  ['2022-06-20', '2026-08-31', 4, 2], ['2022-06-20', '2026-06-19', 3, 11], ['2022-06-20', '2026-06-20', 4, 0], ['2026-06-20', '2026-06-01', 0, 0],
])('lasts from %s to %s %i years and %i months', (from, to, years, months) => expect(lasting(from, to)).toEqual({ years, months }))

describe('influence periods', () => {
  const period = { measure: '诫勉', from: '2023-09-18', to: '2024-03-18', effect: '提拔、进一步使用', grade: 'S' as const, steps: '' }
  const text = (asOf: string) => Object.fromEntries(pointsOf(samplePortrait({ asOf, periods: [period] })))['影响期']

  it('bar on their last day too', () => expect(text('2024-03-18')).toBe('提拔、进一步使用受限至 2024-03-18（当日仍受限）'))
  it('become a matter of judgement once expired, never nothing', () => expect(text('2024-03-19')).toBe('诫勉 2024-03-18 届满，期满待研判'))
})
