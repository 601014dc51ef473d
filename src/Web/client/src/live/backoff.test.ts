import { expect, it } from 'vitest'
import { retryDelay } from './backoff'

it('waits at most 2 s in the first minute and never for ever', () => {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    expect(retryDelay(attempt, 59_000, () => 1)).toBeLessThanOrEqual(2_000)
    expect(retryDelay(attempt, 3_600_000, () => 1)).toBeLessThanOrEqual(5_000)
  }
  expect(retryDelay(0, 0, () => 0)).toBeLessThan(300)
})
