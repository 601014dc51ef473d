import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import type { Screen } from '../api/meetings'
import { retryDelay } from './backoff'
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
  #connection: HubConnection | null = null
  #stopped = false
  #heardAt = 0
  #wake: (() => void) | null = null
  #watch: ReturnType<typeof setInterval>

  constructor(private readonly meeting: string, private readonly stage: boolean) {
    this.#watch = setInterval(() => this.#look(), 1_000)
    void this.#run()
  }

  retryNow(): void {
    this.#wake?.()
  }

  stop(): void {
    this.#stopped = true
    clearInterval(this.#watch)
    this.#wake?.()
    void this.#connection?.stop()
  }

  async #run(): Promise<void> {
    let since = Date.now()
    for (let attempt = 0; !this.#stopped; attempt++) {
      const connection = this.#build()
      const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()))
      try {
        await connection.start()
        this.#connection = connection
        await connection.invoke('Open', this.meeting, this.stage)
        attempt = -1
        await closed
        since = Date.now()
      } catch (error) {
        await connection.stop().catch(() => undefined)
        // Refused, not lost: signed out, revoked, or no longer of this meeting.
        if (/Unauthorized|401|404|HubException/.test(String(error))) this.value.set({ screen: null, state: 'gone', at: this.value.get().at })
      }
      this.#connection = null
      if (this.#stopped) return
      const { screen, state, at } = this.value.get()
      if (state === 'live') this.value.set({ screen, state: 'reconnecting', at })
      await this.#pause(retryDelay(Math.max(attempt, 0), Date.now() - since))
    }
  }

  #build(): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl('/hubs/meetings', { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .configureLogging(LogLevel.None)
      .withServerTimeout(HIDE_MS)
      .build()
    connection.on('Show', (screen: Screen) => {
      this.#heardAt = Date.now()
      this.value.set({ screen, state: 'live', at: screen.now })
    })
    connection.on('Heartbeat', ({ at }: { at: string }) => {
      this.#heardAt = Date.now()
      const { screen, state } = this.value.get()
      if (screen !== null && state !== 'gone') this.value.set({ screen, state: 'live', at })
    })
    return connection
  }

  #look(): void {
    const { screen, state, at } = this.value.get()
    if (screen === null || Date.now() - this.#heardAt <= HIDE_MS) return
    if (state !== 'hidden') this.value.set({ screen, state: 'hidden', at })
    if (state === 'live') void this.#connection?.stop()
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
