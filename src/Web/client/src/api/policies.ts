import { request, send } from './http'
import type { Grade, LevelKey } from './types'

export type PolicyStanding = 'proposed' | 'rejected' | 'scheduled' | 'inForce' | 'superseded'
export type Change = 'same' | 'changed' | 'added'
export interface PolicyVersion {
  version: string
  standing: PolicyStanding
  inForceFrom: string | null
  digest: string
  proposedAt: string
  proposedBy: string
  proposedByName: string
  decidedAt: string | null
  decidedBy: string | null
  decidedByName: string | null
  reason: string | null
  actions: ('approve' | 'reject')[]
}
export interface PolicyParameter {
  code: string
  name: string
  value: number
  unit: string
  source: string
  article: string
  grade: Grade
  from: string
  to: string | null
  authority: string | null
  change: Change
  was: number | null
}
export type PatternType = 'threshold' | 'countInWindow' | 'convergence' | 'rateChange' | 'finding' | 'overdue' | 'model'
export interface PolicyPattern {
  code: string
  name: string
  type: PatternType
  reads: string[]
  steps: { rank: number; parameter: string | null; note: string | null }[]
  parameters: PolicyParameter[]
  change: Change
}
export interface PolicyDetail {
  version: PolicyVersion
  /** The version in force that it is compared with; null where it is this one. */
  against: string | null
  levels: { rank: number; key: LevelKey; word: string }[]
  patterns: PolicyPattern[]
  rules: PolicyParameter[]
  removed: string[]
  conclusions: { code: string; name: string; measure: string | null; change: Change }[]
  kinds: number
  chains: number
}

export interface BacktestCounts { raised: number; hits: number; falseAlarms: number; open: number }
export interface BacktestLine { pattern: string; name: string; current: BacktestCounts; changed: BacktestCounts; new: BacktestCounts; vanished: BacktestCounts }
export interface BacktestResult {
  current: string
  changed: string
  from: string | null
  to: string
  horizon: number
  people: number
  signals: number
  seconds: number
  patterns: BacktestLine[]
  months: { month: string; current: number; changed: number }[]
  units: { unit: string; name: string; current: number; changed: number; new: number; vanished: number }[]
  all: BacktestLine
}
export interface Backtest {
  version: string
  standing: 'none' | 'running' | 'done' | 'cancelled' | 'failed'
  /** One is under way on the server, the viewer's own or another's. */
  busy: boolean
  share: number
  begunAt: string | null
  endedAt: string | null
  result: BacktestResult | null
}

const of = (version: string): string => `/api/policies/${encodeURIComponent(version)}`

export const getPolicies = (signal?: AbortSignal) => request<{ today: string; items: PolicyVersion[] }>('/api/policies', { signal: signal ?? null })
export const getPolicy = (version: string, signal?: AbortSignal) => request<PolicyDetail>(of(version), { signal: signal ?? null })
export const documentOf = (version: string): string => `${of(version)}/document`
export const proposePolicy = (file: File) => request<{ version: string }>('/api/policies', { method: 'POST', headers: { 'Content-Type': 'application/yaml' }, body: file })
export const approvePolicy = (version: string, inForceFrom: string) => send<unknown>('POST', `${of(version)}/approve`, { inForceFrom })
export const rejectPolicy = (version: string, reason: string) => send<unknown>('POST', `${of(version)}/reject`, { reason })
export const getBacktest = (version: string, signal?: AbortSignal) => request<Backtest>(`${of(version)}/backtest`, { signal: signal ?? null })
export const startBacktest = (version: string, from: string | null) => send<Backtest>('POST', `${of(version)}/backtest`, { from })
export const cancelBacktest = (version: string) => send<undefined>('POST', `${of(version)}/backtest/cancel`)
