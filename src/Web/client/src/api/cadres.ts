import { request, send } from './http'
import { requestFor } from './purpose'
import type { Grade, LevelKey, Person, SignalStatus } from './types'

export interface RosterLine {
  number: string
  name: string
  unit: string
  unitName: string
  post: string
  postSince: string | null
  rank: string | null
  demo: boolean
  open: { rank: number; count: number }[]
}
export interface RosterPage { items: RosterLine[]; next: string | null; total: number }
export interface RosterFilter { search: string; unit: string; rank: string }

export interface Field { field: string; from: string; to: string | null }
export interface Post {
  unit: string
  unitName: string
  post: string
  kind: string | null
  from: string | null
  to: string | null
  reportedOn: string | null
  nominator: 'organ' | 'person' | 'ballot' | null
  fields: Field[]
}
export interface Revision { status: SignalStatus; knownOn: string; recordedAt: string; since: string }
export type Outcome = SignalStatus | 'positive'
export interface PortraitSignal {
  id: string
  kind: string
  kindName: string
  category: string | null
  severity: number | null
  occurredFrom: string
  occurredTo: string
  knownOn: string
  recordedAt: string
  status: SignalStatus
  outcome: Outcome
  source: string
  agency: string | null
  secrecy: string
  revisions: Revision[]
  later: boolean
  attribution: 'inPost' | 'pending' | 'attributed' | 'notAttributed'
  metrics: { name: string; value: number }[]
  /** How many copies of one letter it stands for. */
  copies: number
  /** A copy of a letter that another entry stands for. */
  copy: boolean
}
export interface LevelStep { on: string; rank: number; key: LevelKey; word: string }
export interface PortraitAlert {
  id: string
  pattern: string
  patternName: string
  levelRank: number
  levelKey: LevelKey
  levelWord: string
  raisedAt: string
  endedAt: string | null
  state: 'open' | 'snoozed' | 'dismissed' | 'closed' | 'withdrawn' | 'merged'
  short: string
  full: string
  later: boolean
  levels: LevelStep[]
}
export interface Period { measure: string; from: string; to: string | null; effect: string; grade: Grade; steps: string }
export interface Portrait {
  number: string
  person: Person
  sex: string | null
  bornOn: string | null
  rank: string | null
  authority: string | null
  tags: string[]
  asOf: string
  today: string
  posts: Post[]
  signals: PortraitSignal[]
  alerts: PortraitAlert[]
  periods: Period[]
  changes: string[]
}

export const rosterQuery = (filter: RosterFilter): URLSearchParams => new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))

export function getRoster(filter: RosterFilter, cursor: string | null, signal?: AbortSignal) {
  const query = rosterQuery(filter)
  query.set('limit', '500')
  if (cursor !== null) query.set('cursor', cursor)
  return request<RosterPage>(`/api/cadres?${query}`, { signal })
}

/** Everything known, what became known after the day marked as such: the page shows or hides it. */
export function getPortrait(number: string, asOf: string | null, signal?: AbortSignal) {
  const query = new URLSearchParams({ later: 'true' })
  if (asOf !== null) query.set('asOf', asOf)
  return requestFor<Portrait>(number, `/api/cadres/${encodeURIComponent(number)}/portrait?${query}`, { signal })
}

/** Decides whether a fact outside the time in post is the person's. */
export const decideAttribution = (number: string, signal: string, attributed: boolean, reason: string) =>
  send<unknown>('POST', `/api/cadres/${encodeURIComponent(number)}/attributions`, { signal, attributed, reason })

/** Writes down that a portrait is being printed; nothing is printed where that fails. */
export const recordPrint = (number: string) => requestFor<unknown>(number, `/api/cadres/${encodeURIComponent(number)}/portrait/print`, { method: 'POST' })
