import type { Alert, AlertPage, Counts } from '../api/types'
import type { Group, Place } from './order'
import { comparePlaces, groupByRank, placeOf } from './order'

export interface BoardView {
  groups: Group[]
  /** All shown cards in order. */
  order: Alert[]
  counts: Counts | null
  nextCursor: string | null
  /** Cards that wait behind the bar 「有 N 条新预警」. */
  waiting: number
  /** Cards that came in while the viewer watched; they slide in. */
  arrived: ReadonlySet<string>
  asOf: string | null
}

interface Shown { place: Place; alert: Alert }

/**
 * The cards of one board. Messages are whole card states with a version, so they may come twice or late.
 * While held the order does not change: new cards and cards with another level wait until `release`, other changes show in place.
 */
export class AlertStore {
  #shown = new Map<string, Shown>()
  #waiting = new Map<string, Alert>()
  /** The last version of each card that left, so that a late message does not bring it back. */
  #left = new Map<string, number>()
  #arrived = new Set<string>()
  #counts: Counts | null = null
  #nextCursor: string | null = null
  #asOf: string | null = null
  #held = false
  #view: BoardView | null = null
  #listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  view = (): BoardView => (this.#view ??= this.#draw())

  get(id: string): Alert | undefined {
    return this.#waiting.get(id) ?? this.#shown.get(id)?.alert
  }

  /** Replaces everything: the first page, another filter, a reset. */
  replace(page: AlertPage): void {
    this.#shown.clear()
    this.#waiting.clear()
    this.#left.clear()
    this.#arrived.clear()
    this.#counts = page.counts
    this.#asOf = page.asOf
    this.append(page)
  }

  /** Adds a further page; a card that was pushed meanwhile keeps its newer version. */
  append(page: AlertPage): void {
    for (const alert of page.items) {
      const known = this.get(alert.id)?.version ?? this.#left.get(alert.id)
      if (known === undefined || known < alert.version) this.#show(alert)
    }
    this.#nextCursor = page.nextCursor
    this.#changed()
  }

  /** Takes a pushed state unless a newer one is known; the same version may carry another unit or post. `belongs` says whether the list shows such cards. */
  upsert(alert: Alert, belongs: boolean): boolean {
    const known = this.get(alert.id)?.version ?? this.#left.get(alert.id)
    if (known !== undefined && alert.version < known) return false
    if (!belongs) {
      this.#leave(alert.id, alert.version)
    } else {
      const shown = this.#shown.get(alert.id)
      const rises = shown === undefined || shown.place.rank !== alert.level.rank
      if (!this.#held) {
        if (rises) this.#arrived.add(alert.id)
        this.#show(alert)
      } else {
        if (shown !== undefined) shown.alert = alert
        if (rises) this.#waiting.set(alert.id, alert)
      }
    }
    this.#changed()
    return true
  }

  /** A card leaves with no reason given. */
  remove(id: string): void {
    const known = this.get(id)
    if (known === undefined) return
    this.#shown.delete(id)
    this.#waiting.delete(id)
    this.#arrived.delete(id)
    this.#changed()
  }

  setCounts(counts: Counts): void {
    this.#counts = counts
    this.#changed()
  }

  setAsOf(at: string): void {
    this.#asOf = at
  }

  get asOf(): string | null {
    return this.#asOf
  }

  /** Holds the order still, or lets it move again; what waits stays behind the bar until `release`. */
  hold(held: boolean): void {
    this.#held = held
  }

  /** Shows what waited. */
  release(): void {
    for (const alert of this.#waiting.values()) {
      this.#arrived.add(alert.id)
      this.#show(alert)
    }
    this.#waiting.clear()
    for (const shown of this.#shown.values()) shown.place = placeOf(shown.alert)
    this.#changed()
  }

  #show(alert: Alert): void {
    this.#left.delete(alert.id)
    this.#waiting.delete(alert.id)
    this.#shown.set(alert.id, { place: placeOf(alert), alert })
  }

  #leave(id: string, version: number): void {
    this.#shown.delete(id)
    this.#waiting.delete(id)
    this.#arrived.delete(id)
    this.#left.set(id, version)
  }

  #changed(): void {
    this.#view = null
    for (const listener of this.#listeners) listener()
  }

  #draw(): BoardView {
    const shown = [...this.#shown.values()].sort((a, b) => comparePlaces(a.place, b.place))
    return {
      groups: groupByRank(shown),
      order: shown.map((one) => one.alert),
      counts: this.#counts,
      nextCursor: this.#nextCursor,
      waiting: this.#waiting.size,
      arrived: new Set(this.#arrived),
      asOf: this.#asOf,
    }
  }
}
