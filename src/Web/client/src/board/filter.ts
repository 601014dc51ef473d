import type { Alert, HubFilter } from '../api/types'

export type ListState = 'open' | 'snoozed' | 'closed' | 'dismissed'
const states: readonly string[] = ['open', 'snoozed', 'closed', 'dismissed']

/** What the board shows; it lives in the page's address, so that a filtered board can be passed on. */
export interface BoardFilter {
  state: ListState
  level: number | null
  unit: string | null
  pattern: string | null
  mine: boolean
  unacknowledged: boolean
}

export const everything: BoardFilter = { state: 'open', level: null, unit: null, pattern: null, mine: false, unacknowledged: false }

export function fromQuery(query: URLSearchParams): BoardFilter {
  const state = query.get('state')
  const level = Number(query.get('level'))
  return {
    state: state !== null && states.includes(state) ? (state as ListState) : 'open',
    level: Number.isInteger(level) && level > 0 ? level : null,
    unit: query.get('unit') || null,
    pattern: query.get('pattern') || null,
    mine: query.get('owner') === 'me',
    unacknowledged: query.get('unacknowledged') === 'true',
  }
}

/** The query of GET /api/alerts and, but for `state=open`, of the page's own address. */
export function toQuery(filter: BoardFilter): URLSearchParams {
  const query = new URLSearchParams({ state: filter.state })
  for (const [name, value] of Object.entries(toHubFilter(filter))) query.set(name, String(value))
  return query
}

export function toAddress(filter: BoardFilter): string {
  const query = toQuery(filter)
  if (filter.state === 'open') query.delete('state')
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export function toHubFilter(filter: BoardFilter): HubFilter {
  return {
    ...(filter.level !== null && { level: filter.level }),
    ...(filter.unit !== null && { unit: filter.unit }),
    ...(filter.pattern !== null && { pattern: filter.pattern }),
    ...(filter.mine && { owner: 'me' }),
    ...(filter.unacknowledged && { unacknowledged: true }),
  }
}

/** True when something narrows the chosen tab; the tab itself is not a filter a viewer has to clear. */
export const isNarrowed = (filter: BoardFilter): boolean =>
  filter.unit !== null || filter.pattern !== null || filter.mine || filter.unacknowledged

/** Whether a pushed card belongs to the list; the server has decided already whether the viewer may see it. */
export function matches(alert: Alert, filter: BoardFilter, me: readonly string[]): boolean {
  return (
    alert.state === filter.state &&
    (filter.level === null || alert.level.rank === filter.level) &&
    (filter.unit === null || alert.person.unit === filter.unit) &&
    (filter.pattern === null || alert.pattern.code === filter.pattern) &&
    (!filter.mine || (alert.owner !== null && me.includes(alert.owner))) &&
    (!filter.unacknowledged || !alert.acknowledged)
  )
}
