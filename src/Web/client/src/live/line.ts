import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import { retryDelay } from './backoff'

export type LiveState = 'live' | 'reconnecting' | 'lost'

export interface LiveStatus {
  state: LiveState
  /** The server's time in the last message. */
  at: string | null
  /** When the connection broke, by this page's clock. */
  since: number | null
}

/** A server that says nothing for so long is taken for gone; heartbeats come every 5 s. */
export const SILENCE_MS = 15_000
/** After so long the page says that the connection is lost and asks for the network to be checked. */
export const LOST_MS = 60_000

/** Who was refused asks again so late: each time is written down. */
const REFUSED_MS = 60_000

export interface LineUser {
  /** Where the hub is. */
  path: string
  /** Milliseconds of silence after which the line is taken for broken. */
  silence: number
  /** Names the messages that it takes, on every new connection. */
  bind(connection: HubConnection): void
  /** Asks a new connection for what the page follows. */
  open(connection: HubConnection): Promise<void>
  /** Something was heard, or nothing is: asked at once and every second while the line is down. */
  changed(): void
  /** The connection did not come about; true where it was refused, which the next moment will not change. */
  failed?(error: unknown): boolean
}

/** Keeps one connection to a hub for as long as its page lives: starts it again after a break or a silence, sooner first and more slowly later. */
export class HubLine {
  #user: LineUser
  #connection: HubConnection | null = null
  #stopped = false
  #heardAt = 0
  #downSince: number | null = Date.now()
  #at: string | null = null
  #wake: (() => void) | null = null
  #watch: ReturnType<typeof setInterval>

  constructor(user: LineUser) {
    this.#user = user
    this.#watch = setInterval(() => this.#look(), 1_000)
    void this.#run()
  }

  /** The connection that stands, or null. */
  get connection(): HubConnection | null {
    return this.#connection
  }

  get status(): LiveStatus {
    const down = this.#downSince
    return { state: down === null ? 'live' : Date.now() - down > LOST_MS ? 'lost' : 'reconnecting', at: this.#at, since: down }
  }

  /** Milliseconds since anything was heard. */
  get silentFor(): number {
    return Date.now() - this.#heardAt
  }

  heard(at: string | null): void {
    this.#heardAt = Date.now()
    this.#downSince = null
    if (at !== null) this.#at = at
    this.#user.changed()
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
      let refused = false
      const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()))
      try {
        await connection.start()
        this.#connection = connection
        await this.#user.open(connection)
        attempt = -1
        this.heard(null)
        await closed
      } catch (error) {
        await connection.stop().catch(() => undefined)
        refused = this.#user.failed?.(error) ?? false
      }
      this.#connection = null
      if (this.#stopped) return
      this.#downSince ??= Date.now()
      this.#user.changed()
      await this.#pause(refused ? REFUSED_MS : retryDelay(Math.max(attempt, 0), Date.now() - this.#downSince))
    }
  }

  #build(): HubConnection {
    const connection = new HubConnectionBuilder()
      .withUrl(this.#user.path, { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .configureLogging(LogLevel.None)
      .withServerTimeout(this.#user.silence)
      .build()
    this.#user.bind(connection)
    return connection
  }

  #look(): void {
    if (this.#connection !== null && this.#downSince === null && this.silentFor > this.#user.silence) {
      this.#downSince = this.#heardAt
      void this.#connection.stop()
    }
    if (this.#downSince !== null) this.#user.changed()
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
