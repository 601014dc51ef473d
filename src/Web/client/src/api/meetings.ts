import { request, send } from './http'
import type { Person } from './types'

export type Phase = 'called' | 'frozen' | 'live' | 'ended' | 'final'
export type Part = 'convener' | 'recorder' | 'presenter' | 'participant'
export type Presence = 'invited' | 'waiting' | 'inRoom' | 'left' | 'removed'
export interface MeetingLine { id: string; year: number; number: number; title: string; phase: Phase; part: Part; convener: string; recorder: string; calledAt: string; frozenAt: string | null; items: number | null }
export interface Late {
  id: string; meeting: string; meetingTitle: string; cadre: string; person: Person; kindName: string; category: string | null; status: string; knownOn: string; recordedAt: string | null
  owner: string; settledBy: string | null; settledAt: string | null; note: string | null
}
export interface Matter { id: string; meeting: string; meetingTitle: string; item: string | null; text: string; owner: string; ownerName: string; unit: string | null; dueOn: string; state: 'open' | 'overdue' | 'settled'; note: string | null }
export interface Watch {
  meeting: string; meetingTitle: string; cadre: string; person: Person; owner: string; since: string; state: 'waiting' | 'probation' | 'over' | 'givenUp'
  appointedOn: string | null; until: string | null; open: number; endedBy: string | null; endedAt: string | null; reason: string | null
}
export interface Attendee { account: string; name: string; unit: string | null; unitName: string | null; presence: Presence; attended: boolean; signedInAt: string | null; part: Part; clearance: string; columns: { id: string; name: string }[] | null }
export interface AgendaLine { id: string; kind: 'person' | 'matter'; title: string; detail: string; demo: boolean; conclusion: string | null; recused: string[] | null; cadre: string | null }
export interface ConclusionWord { code: string; name: string; measure: string | null }
export interface Conclusion { item: string; code: string; name: string; measure: string | null; reason: string | null; by: string; at: string; revision: number; running: string[] }
export interface Dissent { item: string; name: string; text: string }
export interface Lead {
  attendance: Attendee[]; agenda: AgendaLine[]; conclusions: ConclusionWord[]; concluded: Conclusion[]; dissents: Dissent[]; matters: Matter[]; late: Late[]; watches: Watch[]
  minutes: { revision: number; sha256: string | null; current: boolean; confirmedBy: string[] } | null
  copies: { number: number; recipient: string; name: string }[]
}
export interface Meeting { meeting: MeetingLine; presence: Presence; round: string | null; materialSha256: string | null; lead: Lead | null }
export type PieceKind = 'person' | 'opinion' | 'fact' | 'alert' | 'rectification' | 'measure' | 'context' | 'comparison' | 'matter'
export interface Piece { id: string; kind: PieceKind; unit: string | null; title: string; text: string; on: string | null; state: string | null; complaint: boolean; files: string[] }
export interface Room {
  attendance: Attendee[]; waiting: Attendee[]; away: string[]; connected: number; offline: string[]; absent: string[]; offStage: string[]; conclusions: ConclusionWord[]; concluded: Conclusion | null
  dissents: Dissent[]; matters: Matter[]; running: string[]
}
export type ScreenState = 'nothing' | 'waiting' | 'masked' | 'recused' | 'agenda' | 'item'
export interface Screen {
  meeting: string; title: string; phase: Phase; screen: ScreenState; stage: boolean; presents: boolean; records: boolean; presenter: string | null; agenda: AgendaLine[]; item: string | null
  place: number; pieces: Piece[]; present: number; invited: number; frozenAt: string | null; sha256: string | null; shownAt: string | null; startedAt: string | null; now: string
  convener: string; recorder: string; room: Room | null
}
export interface Frozen { meeting: string; title: string; frozenAt: string; sha256: string; holds: boolean; items: { line: AgendaLine; sha256: string; pieces: Piece[]; late: Late[] }[] }
export interface Candidate { cadre: string; person: Person; objections: number; verifying: number; alertRank: number | null; rectifications: number; owner: string }
export interface Done { meeting: string; number: number; running: string[] | null; measure: string | null; warnings: string[] | null }

export const getMeetings = (signal?: AbortSignal) => request<{ items: MeetingLine[]; mayCall: boolean }>('/api/meetings', { signal })
export const getDuties = (signal?: AbortSignal) => request<{ late: Late[]; matters: Matter[]; watches: Watch[] }>('/api/meetings/duties', { signal })
export const getMeeting = (id: string, signal?: AbortSignal) => request<Meeting>(`/api/meetings/${id}`, { signal })
export const getCandidates = (id: string, signal?: AbortSignal) => request<{ people: Candidate[]; matters: Matter[] }>(`/api/meetings/${id}/candidates`, { signal })
export const getFrozen = (id: string, signal?: AbortSignal) => request<Frozen>(`/api/meetings/${id}/material`, { signal })
export const callMeeting = (body: Record<string, unknown>) => send<Done>('POST', '/api/meetings', body)
export const actOnMeeting = (id: string, action: string, body: Record<string, unknown> = {}) => send<Done>('POST', `/api/meetings/${id}/${action}`, body)
export interface Template { own: boolean; lost: boolean; at: string | null; by: string | null }

export const getTemplate = (signal?: AbortSignal) => request<Template>('/api/meetings/template', { signal })
export const replaceTemplate = (file: File) => request<Template>('/api/meetings/template', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file })
export const restoreTemplate = () => send<Template>('POST', '/api/meetings/template/restore', {})
export const templateFile = (shipped: boolean): string => `/api/meetings/template/file${shipped ? '?shipped=true' : ''}`
export const minutesOf = (id: string, copy?: number): string => `/api/meetings/${id}/minutes${copy === undefined ? '' : `?copy=${copy}`}`
export const meetingFileOf = (id: string, hash: string): string => `/api/meetings/${id}/files/${hash}`
