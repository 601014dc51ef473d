import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import type { Changed, Counts, Heartbeat, HubFilter, Removed, Reset } from '../api/types'
import { retryDelay } from './backoff'

export type LiveState = 'live' | 'reconnecting' | 'lost'

export interface LiveStatus {
  state: LiveState
  /** The server's time in the last message. */
  at: string | null
  /** When the connection broke, by this page's clock. */
  since: number | null
}

export interface HubListener {
  changed(message: Changed): void
  removed(message: Removed): void
  counts(counts: Counts): void
  reset(message: Reset): void
  status(status: LiveStatus): void
}

/** A server that says nothing for so long is taken for gone; heartbeats come every 5 s. */
export const SILENCE_MS = 15_000
/** After so long the page says that the connection is lost and asks for the network to be checked. */
export const LOST_MS = 60_000

/** Keeps one connection to the alert hub for as long as the page lives and resumes by cursor. */
export class AlertHub {
  #connection: HubConnection | null = null
  #cursor: string | null
  #filter: HubFilter
  #listener: HubListener
  #stopped = false
  #accepting = true
  #heardAt = 0
  #downSince: number | null = Date.now()
  #at: string | null = null
  #wake: (() => void) | null = null
  #watch: ReturnType<typeof setInterval>

  constructor(cursor: string | null, filter: HubFilter, at: string | null, listener: HubListener) {
    this.#cursor = cursor
    this.#filter = filter
    this.#at = at
    this.#listener = listener
    this.#watch = setInterval(() => this.#look(), 1_000)
    void this.#run()
  }

  /** Stops taking messages of the old filter while the first page of the new one is read. */
  pause(): void {
    this.#accepting = false
  }

  /** Follows another list, or the same one from another position. */
  follow(cursor: string, filter: HubFilter): void {
    this.#cursor = cursor
    this.#filter = filter
    this.#accepting = true
    const connection = this.#connection
    if (connection?.state === 'Connected') this.#subscribe(connection).catch(() => void connection.stop())
  }

  /** Tries again at once instead of after the waiting time. */
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
    for (let attempt = 0; !this.#stopped; attempt++) {
      const connection = this.#build()
      const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()))
      try {
        await connection.start()
        this.#connection = connection
        await this.#subscribe(connection)
        attempt = -1
        this.#heard(null)
        await closed
      } catch {
        await connection.stop().catch(() => undefined)
      }
      this.#connection = null
      if (this.#stopped) return
      this.#downSince ??= Date.now()
      this.#report()
      await this.#pause(retryDelay(Math.max(attempt, 0), Date.now() - this.#downSince))
    }
  }

  #build(): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl('/hubs/alerts', { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .configureLogging(LogLevel.None)
      .withServerTimeout(SILENCE_MS)
      .build()
    const on = <T>(name: string, take: (message: T) => void) =>
      connection.on(name, (message: T & { cursor?: string; at?: string }) => {
        this.#heard(message.at ?? null)
        if (!this.#accepting) return
        if (message.cursor !== undefined) this.#cursor = message.cursor
        take(message)
      })
    on<Changed>('Changed', (message) => this.#listener.changed(message))
    on<Removed>('Removed', (message) => this.#listener.removed(message))
    on<Counts>('Counts', (counts) => this.#listener.counts(counts))
    on<Reset>('Reset', (message) => this.#listener.reset(message))
    on<Heartbeat>('Heartbeat', () => undefined)
    return connection
  }

  #subscribe(connection: HubConnection): Promise<void> {
    return connection.invoke('Subscribe', this.#cursor, this.#filter)
  }

  #heard(at: string | null): void {
    this.#heardAt = Date.now()
    this.#downSince = null
    if (at !== null) this.#at = at
    this.#report()
  }

  #look(): void {
    const connection = this.#connection
    if (connection !== null && this.#downSince === null && Date.now() - this.#heardAt > SILENCE_MS) {
      this.#downSince = this.#heardAt
      void connection.stop()
    }
    if (this.#downSince !== null) this.#report()
  }

  #report(): void {
    const down = this.#downSince
    const state: LiveState = down === null ? 'live' : Date.now() - down > LOST_MS ? 'lost' : 'reconnecting'
    this.#listener.status({ state, at: this.#at, since: down })
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
