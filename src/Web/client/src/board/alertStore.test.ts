import { describe, expect, it, vi } from 'vitest'
import type { AlertPage } from '../api/types'
import { sampleAlert } from '../testing/sampleAlert'
import { AlertStore } from './alertStore'

const page = (items = [sampleAlert()], nextCursor: string | null = null): AlertPage => ({
  items, nextCursor, streamCursor: 'c1', asOf: '2026-10-12T02:42:07Z',
  counts: { total: items.length, byLevel: [], unacknowledged: 0, snoozed: 0, closedThisMonth: 0, dismissedThisMonth: 0 },
})
const ids = (store: AlertStore) => store.view().order.map((one) => one.id)
const filled = (...items: ReturnType<typeof sampleAlert>[]) => {
  const store = new AlertStore()
  store.replace(page(items))
  return store
}

describe('order', () => {
  it('puts the worst level first, then the newest', () => {
    const store = filled(
      sampleAlert({ id: 'yellow-new', rank: 3, changedAt: '2026-10-12T02:00:00Z' }),
      sampleAlert({ id: 'red-old', rank: 1, changedAt: '2026-09-01T02:00:00Z' }),
      sampleAlert({ id: 'red-new', rank: 1, changedAt: '2026-10-01T02:00:00Z' }),
    )
    expect(ids(store)).toEqual(['red-new', 'red-old', 'yellow-new'])
    expect(store.view().groups.map((group) => [group.rank, group.alerts.length])).toEqual([[1, 2], [3, 1]])
  })

  it('compares instants and not their spelling', () => {
    const store = filled(
      sampleAlert({ id: 'earlier', changedAt: '2026-10-12T09:00:00+08:00' }),
      sampleAlert({ id: 'later', changedAt: '2026-10-12T02:00:00Z' }),
    )
    expect(ids(store)).toEqual(['later', 'earlier'])
  })
})

describe('upsert', () => {
  it('takes a newer version, the same one with another person line, and ignores an older one', () => {
    const store = filled(sampleAlert({ id: 'a', version: 3 }))
    expect(store.upsert(sampleAlert({ id: 'a', version: 3, short: 'same' }), true)).toBe(true)
    expect(store.get('a')?.short).toBe('same')
    expect(store.upsert(sampleAlert({ id: 'a', version: 2, short: 'older' }), true)).toBe(false)
    expect(store.upsert(sampleAlert({ id: 'a', version: 4, short: 'newer' }), true)).toBe(true)
    expect(store.get('a')?.short).toBe('newer')
  })

  it('lets a card go that belongs no more, and a late message does not bring it back', () => {
    const store = filled(sampleAlert({ id: 'a', version: 3 }))
    store.upsert(sampleAlert({ id: 'a', version: 5 }), false)
    expect(ids(store)).toEqual([])
    store.upsert(sampleAlert({ id: 'a', version: 4 }), true)
    expect(ids(store)).toEqual([])
    store.upsert(sampleAlert({ id: 'a', version: 6 }), true)
    expect(ids(store)).toEqual(['a'])
  })

  it('does not let a further page overwrite a newer card', () => {
    const store = filled(sampleAlert({ id: 'a', version: 5, short: 'pushed' }))
    store.append(page([sampleAlert({ id: 'a', version: 4, short: 'paged' }), sampleAlert({ id: 'b' })], 'next'))
    expect(store.get('a')?.short).toBe('pushed')
    expect(ids(store)).toHaveLength(2)
    expect(store.view().nextCursor).toBe('next')
  })
})

describe('remove', () => {
  it('takes the card away, and only then tells listeners', () => {
    const store = filled(sampleAlert({ id: 'a' }), sampleAlert({ id: 'b' }))
    const listener = vi.fn()
    store.subscribe(listener)
    store.remove('a')
    store.remove('unknown')
    expect(ids(store)).toEqual(['b'])
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('takes a waiting card away too', () => {
    const store = filled()
    store.hold(true)
    store.upsert(sampleAlert({ id: 'new' }), true)
    store.remove('new')
    expect(store.view().waiting).toBe(0)
  })
})

describe('while the viewer reads', () => {
  it('keeps new cards behind the bar until they are asked for', () => {
    const store = filled(sampleAlert({ id: 'a', rank: 3 }))
    store.hold(true)
    store.upsert(sampleAlert({ id: 'new', rank: 1 }), true)
    expect(ids(store)).toEqual(['a'])
    expect(store.view().waiting).toBe(1)
    store.release()
    expect(ids(store)).toEqual(['new', 'a'])
    expect(store.view().waiting).toBe(0)
    expect(store.view().arrived.has('new')).toBe(true)
  })

  it('shows a card of another level at once but moves it only on release', () => {
    const store = filled(sampleAlert({ id: 'first', rank: 2 }), sampleAlert({ id: 'second', rank: 3, version: 1 }))
    store.hold(true)
    store.upsert(sampleAlert({ id: 'second', rank: 1, version: 2 }), true)
    expect(ids(store)).toEqual(['first', 'second'])
    expect(store.view().order[1]?.level.rank).toBe(1)
    store.release()
    expect(ids(store)).toEqual(['second', 'first'])
  })

  it('shows a signature in place and counts it as nothing new', () => {
    const store = filled(sampleAlert({ id: 'a', changedAt: '2026-10-12T02:00:00Z' }), sampleAlert({ id: 'b', changedAt: '2026-10-12T01:00:00Z' }))
    store.hold(true)
    store.upsert(sampleAlert({ id: 'b', version: 2, acknowledged: true, changedAt: '2026-10-12T03:00:00Z' }), true)
    expect(ids(store)).toEqual(['a', 'b'])
    expect(store.view().waiting).toBe(0)
    expect(store.get('b')?.acknowledged).toBe(true)
  })
})
