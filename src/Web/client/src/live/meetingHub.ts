import type { HubConnection } from '@microsoft/signalr'
import type { Screen } from '../api/meetings'
import { HubLine } from './line'
import { Value } from './value'

/** Heartbeats come every 5 s. A screen that hears nothing for so long hides what it shows: nobody knows any more whether it may. */
export const HIDE_MS = 12_000

/** What a screen knows: what it may show, or that it has to hide it. */
export interface MeetingLive { screen: Screen | null; state: 'live' | 'reconnecting' | 'hidden' | 'gone'; at: string | null }

/**
 * One screen of a meeting, open for as long as its page. What the server last said is all of it: after any break the page opens the screen again and is told
 * where the meeting stands.
 */
export class MeetingHub {
  readonly value = new Value<MeetingLive>({ screen: null, state: 'reconnecting', at: null })
  #line: HubLine
  #vouchedAt = 0

  constructor(meeting: string, stage: boolean) {
    this.#line = new HubLine({
      path: '/hubs/meetings',
      silence: HIDE_MS,
      bind: (connection) => this.#bind(connection),
      open: (connection) => connection.invoke('Open', meeting, stage),
      changed: () => this.#look(),
      // Refused, not lost: signed out, revoked, or no longer of this meeting.
      failed: (error) => {
        const refused = /Unauthorized|401|404|HubException/.test(String(error))
        if (refused) this.value.set({ screen: null, state: 'gone', at: this.value.get().at })
        return refused
      },
    })
  }

  retryNow(): void {
    this.#line.retryNow()
  }

  stop(): void {
    this.#line.stop()
  }

  #bind(connection: HubConnection): void {
    // What an earlier connection showed counts no more: a sign of life vouches only for what came on its own.
    let shown = false
    connection.on('Show', (screen: Screen) => {
      shown = true
      this.#vouchedAt = Date.now()
      this.value.set({ screen, state: 'live', at: screen.now })
      this.#line.heard(screen.now)
    })
    connection.on('Heartbeat', ({ at }: { at: string }) => {
      const { screen, state } = this.value.get()
      if (shown && screen !== null && state !== 'gone') {
        this.#vouchedAt = Date.now()
        this.value.set({ screen, state: 'live', at })
      }
      this.#line.heard(at)
    })
  }

  #look(): void {
    const { screen, state, at } = this.value.get()
    const late = Date.now() - this.#vouchedAt > HIDE_MS
    if (screen === null || state === 'gone' || (this.#line.status.state === 'live' && !late)) return
    const now = late ? 'hidden' : 'reconnecting'
    if (state !== now) this.value.set({ screen, state: now, at })
  }
}
