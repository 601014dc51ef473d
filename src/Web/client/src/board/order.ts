import type { Alert } from '../api/types'

/** Where a card stands: level first, then the latest change, as the server pages. Frozen while a viewer is reading, so that nothing moves under the pointer. */
export interface Place { rank: number; at: string; id: string }

export const placeOf = (alert: Alert): Place => ({ rank: alert.level.rank, at: alert.changedAt, id: alert.id })

/** Worst level first, then newest, then by id so that two boards never differ. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  const time = Date.parse(b.at) - Date.parse(a.at)
  if (time !== 0) return time
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

export interface Group { rank: number; alerts: Alert[] }

/** Cuts an ordered list where the frozen rank changes. */
export function groupByRank(ordered: readonly { place: Place; alert: Alert }[]): Group[] {
  const groups: Group[] = []
  for (const { place, alert } of ordered) {
    const last = groups.at(-1)
    if (last !== undefined && last.rank === place.rank) last.alerts.push(alert)
    else groups.push({ rank: place.rank, alerts: [alert] })
  }
  return groups
}
