import { request, send } from './http'

export type Sight = 'whole' | 'ownColumn'
export type Answer = 'noObjection' | 'objection' | 'verifying'
export type Secrecy = 'internal' | 'confidential' | 'secret'
export type NegativeClass = 'cadreSupervision' | 'discipline' | 'lawEnforcement' | 'organizationalHandling' | 'specialSupervision'
export type FactStatus = 'reported' | 'verifying' | 'substantiated'
export type Responsibility = 'direct' | 'leadership'
export type StateWord = 'notDue' | 'noObjection' | 'objection' | 'verifying' | 'overdue' | 'extended' | 'awaiting' | 'recused' | 'expired'

export interface ReviewItem {
  id: string; name: string; state: 'open' | 'closed'; sight: Sight; people: number; units: number; letters: number; dueOn: string | null; openedAt: string; closedAt: string | null
  unit: string | null; chased: number | null
}
export interface ReviewList { items: ReviewItem[]; opens: boolean; missing: string[] }
export interface Account { account: string; name: string }
export interface Figure { code: string; name: string; value: number; unit: string; source: string; article: string; grade: string }
export interface ListedUnit { id: string; name: string; kind: string; secrecy: Secrecy; asked: NegativeClass[]; liaison: string | null; deputy: string | null }
export interface ReviewSetup { units: ListedUnit[]; liaisons: Account[]; knowing: Account[]; figures: Figure[]; dueOn: string | null; ranks: string[]; missing: string[] }
export interface ReviewPerson { number: string; name: string; unitName: string; post: string; demo: boolean }
export interface Population { people: ReviewPerson[]; unknown: string[] }
export interface PopulationItem { id: string; name: string; version: number; people: number; savedAt: string; savedBy: Account }
export interface SavedPopulation {
  item: PopulationItem; units: string[]; ranks: string[]; people: ReviewPerson[]
  /** Whom units and ranks find today and who is not on the list. */
  joined: ReviewPerson[]
  history: { version: number; at: string; by: Account }[]
}
export interface PopulationBody { name: string; units: string[]; ranks: string[]; people: string[]; seen: number | null }
export interface Chase { letter: string; issuedOn: string; by: Account | null }
export interface Member {
  id: string; name: string; liaison: Account; deputy: Account; letter: string | null; issuedOn: string | null; dueOn: string | null; chased: number; chasedAt: string | null; chases: Chase[]
  asked: NegativeClass[]; secrecy: Secrecy
}
export interface Round {
  id: string; name: string; state: 'open' | 'closed'; sight: Sight; today: string; openedAt: string; closedAt: string | null; unit: string | null; members: Member[]; knowing: Account[]
  may: { manage: boolean; decideExtensions: boolean; compare: boolean; seeTrail: boolean }; missing: string[]
}
export interface Extension { number: number; people: number; until: string; askedBy: Account; granted: boolean | null }
export interface OwnCell { revisions: number; confirmed: Answer | null; validUntil: string | null; pending: number | null; pendingAnswer: Answer | null; enteredBy: Account | null; mine: boolean }
export interface Column {
  unit: string; name: string; letter: string | null; dueOn: string | null; late: number | null; chased: number; closed: boolean
  /** One digit per person, in the order of the matrix's people. */
  cells: string
  extensions: Extension[]; own: OwnCell[] | null
}
export interface Matrix { round: string; today: string; people: ReviewPerson[]; columns: Column[] }
export interface Attachment { hash: string; name: string | null; size: number }
export interface Fact { class: NegativeClass; from: string; to: string; status: FactStatus; responsibility: Responsibility; text: string | null; basis: string | null; attachments: Attachment[] }
export interface Revision {
  revision: number; answer: Answer; withheld: boolean; facts: Fact[]; expectedOn: string | null; secrecy: Secrecy; enteredBy: Account; enteredAt: string
  confirmedBy: Account | null; confirmedAt: string | null; validUntil: string | null; grade: string | null; returnedBy: Account | null; returnedAt: string | null; returnNote: string | null
}
export interface Note { kind: string; at: string; by: Account; text: string | null; until: string | null }
export interface Cell { cadre: string; unit: string; state: StateWord; dueOn: string | null; extendedTo: string | null; revisions: number; history: Revision[]; notes: Note[] }
export interface Compared { cadre: string; round: string | null; differences: { unit: string; before: StateWord; now: StateWord }[] }
export interface TrailLine { at: string; by: Account; kind: string; verb: string | null; address: string | null }
export interface CellError { cell: string; message: string }
/** A new file with its bytes in base 64, or one that the cell has already, by its hash. */
export interface AttachmentBody { name: string; hash?: string; content?: string }
export interface FactBody {
  class: NegativeClass | null; from: string | null; to: string | null; status: FactStatus | null; responsibility: Responsibility | null; text: string; basis: string
  attachments: AttachmentBody[]
}
export interface OpinionBody { cadre: string; answer: Answer | null; facts?: FactBody[]; expectedOn?: string | null; secrecy?: Secrecy; seen?: number }
export interface PendingCell { cadre: string; revision: number }

const base = '/api/joint-reviews'
const unitOf = (id: string, unit: string) => `${base}/${id}/units/${encodeURIComponent(unit)}`

export const getReviews = (signal?: AbortSignal) => request<ReviewList>(base, { signal })
export const getReviewSetup = (signal?: AbortSignal) => request<ReviewSetup>(`${base}/setup`, { signal })
export const findPopulation = (body: { units: string[]; ranks: string[]; numbers: string[] }) => send<Population>('POST', `${base}/population`, body)
export const getPopulations = (signal?: AbortSignal) => request<{ items: PopulationItem[] }>(`${base}/populations`, { signal })
export const getPopulation = (id: string, signal?: AbortSignal) => request<SavedPopulation>(`${base}/populations/${id}`, { signal })
export const savePopulation = (id: string | null, body: PopulationBody) => send<{ population: string; version: number }>('POST', `${base}/populations${id === null ? '' : `/${id}`}`, body)
export const discardPopulation = (id: string, seen: number) => send<unknown>('POST', `${base}/populations/${id}/discard`, { seen })
export const openReview = (body: object) => send<{ round: string }>('POST', base, body)
export const getReview = (id: string, signal?: AbortSignal) => request<Round>(`${base}/${id}`, { signal })
export const getMatrix = (id: string, signal?: AbortSignal) => request<Matrix>(`${base}/${id}/matrix`, { signal })
export const getColumn = (id: string, unit: string, signal?: AbortSignal) => request<Column>(unitOf(id, unit), { signal })
export const getCell = (id: string, unit: string, cadre: string, signal?: AbortSignal) => request<Cell>(`${unitOf(id, unit)}/cells/${encodeURIComponent(cadre)}`, { signal })
export const getComparison = (id: string, signal?: AbortSignal) => request<{ items: Compared[] }>(`${base}/${id}/comparison`, { signal })
export const getReviewTrail = (id: string, signal?: AbortSignal) => request<{ items: TrailLine[]; more: boolean }>(`${base}/${id}/trail`, { signal })
export const issueLetters = (id: string, units?: string[]) => send<unknown>('POST', `${base}/${id}/letters`, { units })
export const chase = (id: string, units?: string[]) => send<unknown>('POST', `${base}/${id}/chase`, { units })
export const changeKnowing = (id: string, knowing: string[]) => send<unknown>('POST', `${base}/${id}/knowing`, { knowing })
export const closeReview = (id: string) => send<unknown>('POST', `${base}/${id}/close`)
export const replaceLiaison = (id: string, unit: string, liaison: string, deputy: string) => send<unknown>('POST', `${unitOf(id, unit)}/liaison`, { liaison, deputy })
export const enterOpinions = (id: string, unit: string, entries: OpinionBody[]) => send<unknown>('POST', `${unitOf(id, unit)}/opinions`, { entries })
export const confirmOpinions = (id: string, unit: string, cells: PendingCell[]) => send<unknown>('POST', `${unitOf(id, unit)}/confirm`, { cells })
export const returnOpinions = (id: string, unit: string, cells: PendingCell[], reason: string) => send<unknown>('POST', `${unitOf(id, unit)}/return`, { cells, reason })
export const recuse = (id: string, unit: string, cadres: string[], reason: string, end: boolean) => send<unknown>('POST', `${unitOf(id, unit)}/recusal`, { cadres, reason, end })
export const askExtension = (id: string, unit: string, cadres: string[], until: string, reason: string) => send<unknown>('POST', `${unitOf(id, unit)}/extensions`, { cadres, until, reason })
export const decideExtension = (id: string, unit: string, number: number, granted: boolean) => send<unknown>('POST', `${unitOf(id, unit)}/extensions/${number}`, { granted })
export const importTable = (id: string, unit: string, file: Blob) =>
  request<{ changed: number; awaiting: number }>(`${unitOf(id, unit)}/table`, { method: 'POST', body: file, headers: { 'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } })
export const tableOf = (id: string, unit: string): string => `${unitOf(id, unit)}/table`
export const letterOf = (id: string, unit: string): string => `${unitOf(id, unit)}/letter`
export const chaseLetterOf = (id: string, unit: string, number: number): string => `${unitOf(id, unit)}/chase-letters/${number}`
export const attachmentOf = (id: string, unit: string, cadre: string, hash: string): string => `${unitOf(id, unit)}/cells/${encodeURIComponent(cadre)}/attachments/${hash}`
