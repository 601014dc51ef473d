import { request } from './http'

export type TrailKind = 'signIn' | 'signInRefused' | 'signOut' | 'view' | 'search' | 'export' | 'refusal' | 'rights' | 'session' | 'key' | 'print'
export interface TrailEntry {
  id: string
  at: string
  account: string
  name: string | null
  kind: TrailKind
  type: string | null
  target: string | null
  address: string | null
  session: string | null
  purpose: string | null
  detail: string | null
}
export interface TrailFilter { account: string; kind: string; type: string; target: string; from: string; to: string }

export const trailQuery = (filter: TrailFilter): URLSearchParams => new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))

export function getTrail(filter: TrailFilter, cursor: string | null, signal?: AbortSignal) {
  const query = trailQuery(filter)
  query.set('limit', '100')
  if (cursor !== null) query.set('cursor', cursor)
  return request<{ items: TrailEntry[]; next: string | null }>(`/api/trail?${query}`, { signal })
}
