import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import { LOST_MS, SILENCE_MS, type LiveStatus } from './alertHub'
import { retryDelay } from './backoff'

export interface ReviewListener {
  /** The column of one unit changed. */
  column(unit: string): void
  /** Something else did, or the connection is there again: read everything anew. */
  round(): void
  status(status: LiveStatus): void
}

interface Hint { round: string; unit: string | null }

/** Watches one round for as long as its page lives. Messages are hints; what changed is asked for. */
export class ReviewHub {
  #connection: HubConnection | null = null
  #stopped = false
  #heardAt = 0
  #downSince: number | null = Date.now()
  #at: string | null = null
  #wake: (() => void) | null = null
  #watch: ReturnType<typeof setInterval>

  constructor(readonly round: string, readonly listener: ReviewListener) {
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
    for (let attempt = 0; !this.#stopped; attempt++) {
      const connection = this.#build()
      const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()))
      try {
        await connection.start()
        this.#connection = connection
        await this.#again(connection)
        attempt = -1
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
      .withUrl('/hubs/reviews', { transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling })
      .configureLogging(LogLevel.None)
      .withServerTimeout(SILENCE_MS)
      .build()
    connection.on('ColumnChanged', (hint: Hint) => {
      this.#heard(null)
      if (hint.round === this.round && hint.unit !== null) this.listener.column(hint.unit)
    })
    connection.on('RoundChanged', () => void this.#again(connection).catch(() => connection.stop()))
    connection.on('Heartbeat', (at: string) => this.#heard(at))
    return connection
  }

  /** Watches first and reads second, so that nothing falls between. */
  async #again(connection: HubConnection): Promise<void> {
    await connection.invoke('Watch', this.round)
    this.#heard(null)
    this.listener.round()
  }

  #heard(at: string | null): void {
    this.#heardAt = Date.now()
    this.#downSince = null
    if (at !== null) this.#at = at
    this.#report()
  }

  #look(): void {
    if (this.#connection !== null && this.#downSince === null && Date.now() - this.#heardAt > SILENCE_MS) {
      this.#downSince = this.#heardAt
      void this.#connection.stop()
    }
    if (this.#downSince !== null) this.#report()
  }

  #report(): void {
    const down = this.#downSince
    this.listener.status({ state: down === null ? 'live' : Date.now() - down > LOST_MS ? 'lost' : 'reconnecting', at: this.#at, since: down })
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
