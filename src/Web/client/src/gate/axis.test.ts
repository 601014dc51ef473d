import { describe, expect, it } from 'vitest'
import { LABEL, noteOf, ticksOf } from './axis'

const at = (day: string): number => Date.parse(day)

describe('the labels of the axis', () => {
  const spans = [['2026-09-01', '2027-05-01'], ['2023-08-20', '2027-04-20'], ['2007-01-01', '2027-04-20']] as const
  const widths = [200, 260, 700, 1200]
  it.each(spans.flatMap(([from, to]) => widths.map((width) => [from, to, width] as const)))('never meet each other: %s to %s on %i pixels', (from, to, width) => {
    const scale = width / (at(to) - at(from))
    const shown = ticksOf(at(from), at(to), width, -100).filter((one) => one.label).map((one) => (at(one.day) - at(from)) * scale)
    expect(shown.length).toBeGreaterThan(0)
    shown.slice(1).forEach((x, index) => expect(x - (shown[index] ?? x)).toBeGreaterThanOrEqual(LABEL - 4))
  })
  it('gives quarters where there is room', () =>
    expect(ticksOf(at('2026-09-01'), at('2027-05-01'), 900, -100).map((one) => one.day)).toEqual(['2026-10-01', '2027-01-01', '2027-04-01']))
  it('keeps the line and leaves out the label under the mark of the asked day', () => {
    const width = 900
    const ticks = ticksOf(at('2026-09-01'), at('2027-05-01'), width, ((at('2027-01-05') - at('2026-09-01')) / (at('2027-05-01') - at('2026-09-01'))) * width)
    expect(ticks.map((one) => one.label)).toEqual([true, false, true])
  })
})

describe('the days of a bar', () => {
  it('stand in a long bar', () => expect(noteOf(100, 400, 100, 900, 150)).toEqual({ x: 106, anchor: 'start', inside: true }))
  it('stand behind a short one', () => expect(noteOf(300, 380, 100, 900, 150)).toEqual({ x: 386, anchor: 'start', inside: false }))
  it('stand before one that ends at the edge', () => expect(noteOf(760, 860, 100, 900, 150)).toEqual({ x: 754, anchor: 'end', inside: false }))
  it('stay on the axis where there is room on neither side', () => expect(noteOf(120, 200, 108, 300, 150).x).toBe(150))
})
