import { describe, expect, it } from 'vitest'
import { sampleAlert } from '../testing/sampleAlert'
import type { BoardFilter } from './filter'
import { everything, fromQuery, isNarrowed, matches, toAddress, toHubFilter, toQuery } from './filter'

const narrowed: BoardFilter = { state: 'open', level: 1, unit: 'u1', pattern: 'convergence', mine: true, unacknowledged: true }

describe('the address', () => {
  it('keeps a filter over a round trip', () => {
    expect(fromQuery(new URLSearchParams(toAddress(narrowed)))).toEqual(narrowed)
    expect(fromQuery(new URLSearchParams(toAddress({ ...everything, state: 'snoozed' })))).toEqual({ ...everything, state: 'snoozed' })
  })

  it('is empty for the whole board and forgives nonsense', () => {
    expect(toAddress(everything)).toBe('')
    expect(fromQuery(new URLSearchParams('state=none&level=x&level=&owner=you&unacknowledged=1'))).toEqual(everything)
  })
})

describe('the request', () => {
  it('names the state always and the rest only where chosen', () => {
    expect(toQuery(everything).toString()).toBe('state=open')
    expect(toQuery(narrowed).toString()).toBe('state=open&level=1&unit=u1&pattern=convergence&owner=me&unacknowledged=true')
  })

  it('sends the hub the filter without a state', () => {
    expect(toHubFilter(everything)).toEqual({})
    expect(toHubFilter(narrowed)).toEqual({ level: 1, unit: 'u1', pattern: 'convergence', owner: 'me', unacknowledged: true })
  })
})

describe('a pushed card', () => {
  const me = ['local', '许某']
  it.each<[string, Partial<BoardFilter>, ReturnType<typeof sampleAlert>, boolean]>([
    ['of the shown state belongs', {}, sampleAlert(), true],
    ['that was dismissed does not', {}, sampleAlert({ state: 'dismissed' }), false],
    ['that sleeps belongs to the sleeping ones', { state: 'snoozed' }, sampleAlert({ state: 'snoozed' }), true],
    ['of another level does not', { level: 1 }, sampleAlert({ rank: 2 }), false],
    ['of another unit does not', { unit: 'u2' }, sampleAlert(), false],
    ['of another pattern does not', { pattern: 'overdue' }, sampleAlert(), false],
    ['of mine belongs by account or name', { mine: true }, sampleAlert({ owner: '许某' }), true],
    ['of nobody is not mine', { mine: true }, sampleAlert(), false],
    ['that is signed does not wait', { unacknowledged: true }, sampleAlert({ acknowledged: true }), false],
  ])('%s', (_, change, alert, expected) => expect(matches(alert, { ...everything, ...change }, me)).toBe(expected))
})

it('calls a level tab no filter, and a unit one', () => {
  expect(isNarrowed({ ...everything, level: 1 })).toBe(false)
  expect(isNarrowed({ ...everything, unit: 'u1' })).toBe(true)
})
