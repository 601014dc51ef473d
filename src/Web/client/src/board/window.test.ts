import { expect, it } from 'vitest'
import { sampleAlert } from '../testing/sampleAlert'
import { HEAD_HEIGHT, inSight, layOut, rowHeight, stuckHead } from './window'

const rows = (rank: number, count: number) => ({ rank, alerts: Array.from({ length: count }, (_, n) => sampleAlert({ id: `${rank}-${n}`, rank })) })

it('keeps rows 52 high beside the panel from 1280 px on', () => {
  expect(rowHeight(1280 - 168 - 488)).toBe(52)
  expect(rowHeight(1440 - 168 - 488)).toBe(52)
  expect(rowHeight(400)).toBeGreaterThan(52)
})

it('draws all rows of a short list and only those in sight of a long one', () => {
  const short = layOut([rows(1, 3), rows(2, 40)], 52)
  expect(inSight(short, 0, 700)).toHaveLength(45)
  const long = layOut([rows(1, 3), rows(2, 30_000)], 52)
  expect(inSight(long, 500_000, 700).length).toBeLessThan(60)
  expect(long.height).toBe(2 * HEAD_HEIGHT + 30_003 * 52)
})

it('sticks the head of the group in sight and lets the next one push it', () => {
  const layout = layOut([rows(1, 2), rows(2, 5)], 52)
  expect(stuckHead(layout, 10)?.group.rank).toBe(1)
  expect(stuckHead(layout, HEAD_HEIGHT + 104 - 8)).toMatchObject({ group: { rank: 1 }, shift: 8 - HEAD_HEIGHT })
  expect(stuckHead(layout, HEAD_HEIGHT + 104)?.group.rank).toBe(2)
})
