import type { HubConnection } from '@microsoft/signalr'
import type { Changed, Counts, Heartbeat, HubFilter, Removed, Reset } from '../api/types'
import { HubLine, SILENCE_MS, type LiveStatus } from './line'

export interface HubListener {
  changed(message: Changed): void
  removed(message: Removed): void
  counts(counts: Counts): void
  reset(message: Reset): void
  status(status: LiveStatus): void
}

/** Follows the alerts under a filter for as long as the page lives and resumes by cursor. */
export class AlertHub {
  #cursor: string | null
  #filter: HubFilter
  #listener: HubListener
  #accepting = true
  #line: HubLine

  constructor(cursor: string | null, filter: HubFilter, at: string | null, listener: HubListener) {
    this.#cursor = cursor
    this.#filter = filter
    this.#listener = listener
    this.#line = new HubLine({
      path: '/hubs/alerts',
      silence: SILENCE_MS,
      bind: (connection) => this.#bind(connection),
      open: (connection) => this.#subscribe(connection),
      changed: () => {
        const status = this.#line.status
        listener.status({ ...status, at: status.at ?? at })
      },
    })
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
    const connection = this.#line.connection
    if (connection?.state === 'Connected') this.#subscribe(connection).catch(() => void connection.stop())
  }

  /** Tries again at once instead of after the waiting time. */
  retryNow(): void {
    this.#line.retryNow()
  }

  stop(): void {
    this.#line.stop()
  }

  #bind(connection: HubConnection): void {
    const on = <T>(name: string, take: (message: T) => void) =>
      connection.on(name, (message: T & { cursor?: string; at?: string }) => {
        this.#line.heard(message.at ?? null)
        if (!this.#accepting) return
        if (message.cursor !== undefined) this.#cursor = message.cursor
        take(message)
      })
    on<Changed>('Changed', (message) => this.#listener.changed(message))
    on<Removed>('Removed', (message) => this.#listener.removed(message))
    on<Counts>('Counts', (counts) => this.#listener.counts(counts))
    on<Reset>('Reset', (message) => this.#listener.reset(message))
    on<Heartbeat>('Heartbeat', () => undefined)
  }

  #subscribe(connection: HubConnection): Promise<void> {
    return connection.invoke('Subscribe', this.#cursor, this.#filter)
  }
}
