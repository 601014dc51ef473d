import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HubConnection } from '@microsoft/signalr'
import type { Screen } from '../api/meetings'
import type { LineUser } from './line'
import { HIDE_MS, MeetingHub } from './meetingHub'

let user: LineUser
let state: 'live' | 'reconnecting' = 'live'

vi.mock('./line', () => ({
  HubLine: class {
    constructor(given: LineUser) {
      user = given
    }
    get status() {
      return { state, at: null, since: null }
    }
    heard() {
      user.changed()
    }
  },
}))

/** A new connection, as the server speaks over it. */
function connect() {
  const said = new Map<string, (message: unknown) => void>()
  user.bind({ on: (name: string, take: (message: unknown) => void) => void said.set(name, take) } as unknown as HubConnection)
  return {
    show: (item: string) => said.get('Show')!({ item, now: '2026-10-12T02:00:00Z' } as Screen),
    beat: () => said.get('Heartbeat')!({ at: '2026-10-12T02:00:05Z' }),
  }
}

describe('a meeting screen', () => {
  afterEach(() => {
    vi.useRealTimers()
    state = 'live'
  })

  it('hides what an earlier connection showed, however many signs of life the new one gives', () => {
    vi.useFakeTimers()
    const hub = new MeetingHub('m', false)
    connect().show('p-1')
    expect(hub.value.get().state).toBe('live')
    state = 'reconnecting'
    user.changed()
    expect(hub.value.get().state).toBe('reconnecting')
    state = 'live'
    const next = connect()
    vi.advanceTimersByTime(HIDE_MS + 1)
    next.beat()
    expect(hub.value.get().state).toBe('hidden')
    next.show('p-2')
    expect(hub.value.get()).toMatchObject({ state: 'live', screen: { item: 'p-2' } })
  })

  it('stays while its own connection vouches for it', () => {
    vi.useFakeTimers()
    const hub = new MeetingHub('m', false)
    const line = connect()
    line.show('p-1')
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(5_000)
      line.beat()
    }
    expect(hub.value.get()).toMatchObject({ state: 'live', screen: { item: 'p-1' } })
  })
})
