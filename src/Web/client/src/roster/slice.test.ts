import { expect, it } from 'vitest'
import { sliceOf } from './slice'

it('draws what is in sight and half a screen around it', () => expect(sliceOf(30_000, 33, 330_000, 660)).toEqual({ start: 9990, end: 10_030 }))
it('stays inside the list', () => {
  expect(sliceOf(10, 33, 0, 660)).toEqual({ start: 0, end: 10 })
  expect(sliceOf(0, 33, 0, 660)).toEqual({ start: 0, end: 0 })
})
