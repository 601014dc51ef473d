import { request, send } from './http'
import { requestFor, requestOnce } from './purpose'
import type { Grade, Person } from './types'

export interface Provision { source: string; article: string; grade: Grade }
export type GateAction = 'promotion' | 'furtherUse' | 'rankAdvance' | 'transfer' | 'commendation' | 'leaving' | 'goingAbroad'
export type Verdict = 'noHardBarFound' | 'awaitingJudgement' | 'unsettled' | 'barred'
export interface GateBar { cause: string; measure: string | null; causeWord: string; words: string; provision: Provision; from: string; to: string | null; unverified: boolean; steps: string }
export interface GatePending { cause: string; measure: string | null; expiredOn: string; provision: Provision; words: string }
export interface GateCheck { code: string; words: string; provision: Provision; standing: 'open' | 'done' | 'problemFound' }
export interface GatePeriod { name: string; from: string; to: string | null; standing: 'ahead' | 'inForce' | 'unsettled' | 'over'; unverified: boolean }
export interface GateBrief { action: GateAction; word: string; verdict: Verdict; count: number; until: string | null; checks: number }
export interface Gate {
  cadre: string; person: Person; action: GateAction; word: string; on: string; knownOn: string; policy: string; verdict: Verdict; until: string | null; sentence: string
  bars: GateBar[]; unsettled: string[]; pending: GatePending[]; remarks: string[]; checklist: GateCheck[]; periods: GatePeriod[]; actions: GateBrief[]
}

export type Stage = 'draft' | 'underReview' | 'pendingApproval' | 'approved' | 'issued' | 'received' | 'replied' | 'followUpDue' | 'concluded' | 'archived' | 'cancelled'
export interface Due {
  name: string; word: string; base: string; limit: string; provision: Provision; dueOn: string | null; missingYear: number | null
  standing: 'running' | 'warned' | 'overdue' | 'uncounted' | 'met' | 'ended' | 'expired'; left: number | null; unit: string; extendedBy: string | null; extensionAsked: number | null
  extensionUnit: string | null
  days: Day[]
}
export interface MeasureItem {
  id: string; cadre: string; person: Person; kind: string; kindWord: string; stage: Stage; stageWord: string; number: string | null; office: string; handler: string; secrecy: string
  overdue: boolean; due: Due | null; changedAt: string; version: number
}
export interface MeasureList { items: MeasureItem[]; nextCursor: string | null }
export interface Step { version: number; at: string; by: string; for: string | null; action: string; detail: string | null; texts: string[] }
export interface Measure {
  item: MeasureItem; codes: string[]; matter: string | null; secrecyMark: string; meeting: string | null; studiedOn: string | null; mode: 'talk' | 'letter' | null; issuedOn: string | null
  receivedOn: string | null; receiptRefused: boolean; outcome: string | null; visit: string | null; effectEnd: string | null
  line: { stage: Stage; word: string; done: boolean; at: string | null; by: string | null }[]
  chain: { rank: string; word: string; by: string | null; at: string | null }[]
  deadlines: Due[]
  papers: { kind: string; title: string; document: string; number: string | null; fileHash: string; copies: number; differs: boolean | null }[]
  basis: { source: 'alert' | 'signal'; id: string; name: string; category: string | null; on: string | null; standing: 'verified' | 'unverified' | 'modelOnly' | null }[]
  statements: { number: number; on: string; by: string; result: string | null }[]
  scans: { kind: string; hash: string; pages: number; at: string }[]
  history: Step[]
  texts: { version: number; field: string; text: string }[]
  names: Record<string, string>
}
export interface MeasureAction { code: string; name: string; possible: boolean; rule: string | null; why: string | null; who: string[]; whoWords: string; note: string | null }
export interface Actions { measure: string; version: number; actions: { action: MeasureAction; onBehalfOf: string | null }[] }
export interface Words {
  kinds: { code: string; word: string; list: string | null; hasLetter: boolean; hasTalk: boolean }[]
  lists: { list: string; name: string; items: { code: string; word: string }[] }[]
  ranks: { code: string; word: string }[]
}
export interface Day { on: string; working: boolean | null }
export interface Letter {
  title: string; number: string | null; secrecy: string; copy: string; salutation: string; body: string[]; issuer: string; date: string; copyTo: string; issued: boolean; warnings: string[]
}
export interface Month { month: string; today: string; days: Day[]; handlers: { handler: string; name: string | null; items: { measure: string; cadre: string; person: Person; kindWord: string; number: string | null; due: Due }[] }[] }
export interface MeasureFilter { state: string; mine: boolean; overdue: boolean }
export type ActBody = Record<string, string | number | boolean | object | null | undefined>

export const getGate = (number: string, action: GateAction, on: string | null, signal?: AbortSignal) =>
  requestFor<Gate>(number, `/api/cadres/${encodeURIComponent(number)}/gate?${new URLSearchParams({ action, ...(on === null ? {} : { on }) })}`, { signal })
export const recordJudgement = (number: string, body: ActBody) => send<unknown>('POST', `/api/cadres/${encodeURIComponent(number)}/judgements`, body)

export function getMeasures(filter: MeasureFilter, cursor: string | null, signal?: AbortSignal) {
  const query = new URLSearchParams({ state: filter.state, ...(filter.mine ? { mine: 'true' } : {}), ...(filter.overdue ? { overdue: 'true' } : {}), ...(cursor === null ? {} : { cursor }) })
  return request<MeasureList>(`/api/measures?${query}`, { signal })
}
export const getMeasure = (id: string, signal?: AbortSignal) => request<Measure>(`/api/measures/${id}`, { signal })
export const getActions = (id: string, signal?: AbortSignal) => request<Actions>(`/api/measures/${id}/actions`, { signal })
export const getWords = (signal?: AbortSignal) => request<Words>('/api/measures/words', { signal })
export const getMonth = (month: string | null, signal?: AbortSignal) => request<Month>(`/api/measures/month${month === null ? '' : `?month=${month}`}`, { signal })
export const recordMonthPrint = () => requestOnce<unknown>('/api/measures/month/print', { method: 'POST' })
export const draftMeasure = (body: ActBody) => send<{ id: string; version: number; stage: Stage; warnings: string[] }>('POST', '/api/measures', body)
export const actOn = (id: string, action: string, body: ActBody) => send<unknown>('POST', `/api/measures/${id}/${action}`, body)
export const getPreview = (id: string, signal?: AbortSignal) => request<Letter>(`/api/measures/${id}/preview`, { signal })
export const getExplanation = (id: string, signal?: AbortSignal) => request<Letter>(`/api/measures/${id}/explanation`, { signal })
export const explanationOf = (id: string): string => `/api/measures/${id}/explanation/file`
export const scanOf = (id: string, hash: string): string => `/api/measures/${id}/scans/${hash}`
export const attachScan = (id: string, paper: string, pages: number, version: number, file: File) =>
  request<unknown>(`/api/measures/${id}/scans?${new URLSearchParams({ paper, pages: String(pages), version: String(version) })}`, {
    method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file,
  })
export const letterOf = (id: string, document: string): string => `/api/measures/${id}/letter?document=${encodeURIComponent(document)}`
