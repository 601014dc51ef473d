import type { HubConnection } from '@microsoft/signalr'
import { HubLine, SILENCE_MS, type LiveStatus } from './line'

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
  #line: HubLine

  constructor(readonly round: string, readonly listener: ReviewListener) {
    this.#line = new HubLine({
      path: '/hubs/reviews',
      silence: SILENCE_MS,
      bind: (connection) => this.#bind(connection),
      open: (connection) => this.#again(connection),
      changed: () => listener.status(this.#line.status),
    })
  }

  retryNow(): void {
    this.#line.retryNow()
  }

  stop(): void {
    this.#line.stop()
  }

  #bind(connection: HubConnection): void {
    connection.on('ColumnChanged', (hint: Hint) => {
      this.#line.heard(null)
      if (hint.round === this.round && hint.unit !== null) this.listener.column(hint.unit)
    })
    connection.on('RoundChanged', () => void this.#again(connection).catch(() => connection.stop()))
    connection.on('Heartbeat', (at: string) => this.#line.heard(at))
  }

  /** Watches first and reads second, so that nothing falls between. */
  async #again(connection: HubConnection): Promise<void> {
    await connection.invoke('Watch', this.round)
    this.#line.heard(null)
    this.listener.round()
  }
}
