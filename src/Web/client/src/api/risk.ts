import { request, send } from './http'
import { requestFor } from './purpose'
import type { Person } from './types'

/** `live`: a model is at work; in every other state policy alone is. */
export type RiskState = 'live' | 'shadow' | 'libraryAbsent' | 'tooFewOutcomes' | 'noModel'
export type Grade = 'V' | 'S' | 'M' | 'U'
export interface Budget { value: number; unit: string; source: string; article: string; grade: Grade }
export interface RankingModel {
  version: string
  liveSince: string | null
  approvedByName: string | null
  metrics: Record<string, number>
  beatsCount: boolean
  snapshot: string
  stability: number | null
  driftLimit: number | null
  budget: Budget | null
}
export interface Ranked {
  place: number
  cadre: string
  person: Person
  proven: number
  unproven: number
  post: number
  countPlace: number
  change: number | null
  above: boolean
}
export interface Counted { place: number; cadre: string; person: Person; received: number; modelPlace: number | null }
export interface Ranking {
  state: RiskState
  model: RankingModel | null
  month: string | null
  scoredAt: string | null
  people: number
  above: number
  countMonths: number
  byModel: Ranked[]
  byCount: Counted[]
}

export interface Factor { feature: string; sentence: string; contribution: number; group: 'proven' | 'unproven' | 'post'; agrees: boolean | null; reason: string | null }
export interface Factors {
  cadre: string
  person: Person
  state: RiskState
  model: string | null
  snapshot: string | null
  place: number | null
  people: number
  countPlace: number | null
  received: number | null
  above: boolean
  factors: Factor[]
  history: { month: string; place: number; people: number }[]
  alert: { id: string; version: number; acknowledged: boolean } | null
}

export type Standing = 'proposed' | 'shadow' | 'live' | 'retired' | 'rejected'
export type ModelAction = 'approve' | 'reject' | 'live' | 'rollBack' | 'retire' | 'acknowledgeDrift'
export interface DriftNotice {
  month: string
  excesses: { figure: 'stability' | 'move' | 'share'; value: number; limit: number }[]
  policy: string
  at: string
  acknowledgedAt: string | null
  acknowledgedByName: string | null
}
export interface Model {
  version: string
  standing: Standing
  task: string
  dataFrom: string
  dataTo: string
  knownOn: string
  rows: number
  outcomes: number
  features: number
  featureSchema: number
  library: string
  size: number
  digest: string
  reportDigest: string
  taskDigest: string
  metrics: Record<string, number>
  parameters: { name: string; value: string }[]
  beatsCount: boolean
  drifted: boolean
  driftLimit: { value: number; source: string; article: string; grade: Grade } | null
  drift: { month: string; stability: number; meanMargin: number; alertShare: number }[]
  notices: DriftNotice[]
  concerned: boolean
  owner: string
  ownerName: string
  liveSince: string | null
  actions: ModelAction[]
}
export interface Register { state: RiskState; library: boolean; mayDecide: boolean; items: Model[] }
export interface ModelDetail {
  model: Model
  history: { action: 'proposed' | 'approved' | 'rejected' | 'wentLive' | 'rolledBack' | 'retired'; at: string; by: string; byName: string; note: string | null }[]
  opinions: { feature: string; label: string; agree: number; disagree: number; reasons: string[] }[]
}

export const getRanking = (unit: string, signal?: AbortSignal) =>
  request<Ranking>(`/api/ranking?${new URLSearchParams({ limit: '500', ...(unit === '' ? {} : { unit }) })}`, { signal: signal ?? null })

export const getFactors = (cadre: string, signal?: AbortSignal) => requestFor<Factors>(cadre, `/api/cadres/${encodeURIComponent(cadre)}/factors`, { signal: signal ?? null })

export const judgeFactor = (cadre: string, feature: string, agrees: boolean, reason: string | null) =>
  send<Factors>('POST', `/api/cadres/${encodeURIComponent(cadre)}/factors`, { feature, agrees, reason })

export const getModels = (signal?: AbortSignal) => request<Register>('/api/models', { signal: signal ?? null })

export const getModel = (version: string, signal?: AbortSignal) => request<ModelDetail>(`/api/models/${encodeURIComponent(version)}`, { signal: signal ?? null })

export const reportOf = (version: string): string => `/api/models/${encodeURIComponent(version)}/report`

/** @param file What `cadre-watch train` wrote. */
export const proposeModel = (file: unknown) => send<{ version: string }>('POST', '/api/models', file)

export const actOnModel = (version: string, action: ModelAction, reason: string | null, month: string | null = null) =>
  send<{ version: string }>('POST', `/api/models/${encodeURIComponent(version)}/${action}`, { reason, month })
