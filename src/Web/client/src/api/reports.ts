import { request } from './http'
import type { Matter } from './meetings'
import { requestOnce } from './purpose'

export type Rhythm = 'month' | 'quarter' | 'year'
/** null is withheld. */
export type Count = number | null
export interface ReportTerm { rhythm: Rhythm; year: number; number: number }
/** Where a cell is withheld and some of its months are not, `atLeast` says what these add up to. */
export interface ReportLine { name: string; cells: Count[]; atLeast: Count[]; sum: boolean }
export interface ReportRange { atLeast: number; atMost: number }
export interface ReportTable { code: 'agencies' | 'levels' | 'outcomes' | 'timeliness'; title: string; head: string; columns: string[]; lines: ReportLine[] }
export interface Report {
  rhythm: Rhythm; year: number; number: number; title: string; period: string; from: string; to: string; through: string | null; today: string; rows: number
  total: Count; before: Count; change: Count; totalRange: ReportRange | null; beforeRange: ReportRange | null; tables: ReportTable[]; note: string
}
export interface ReportChoice { today: string; firstYear: number; latest: string }

const pathOf = ({ rhythm, year, number }: ReportTerm): string => `/api/reports/${rhythm}/${year}/${number}`

export const getReportChoice = (signal?: AbortSignal) => request<ReportChoice>('/api/reports', { signal })
export const getReport = (term: ReportTerm, signal?: AbortSignal) => request<Report>(pathOf(term), { signal })
export const getLedger = (signal?: AbortSignal) => request<{ items: Matter[]; settled: number }>('/api/reports/matters', { signal })
export const recordReportPrint = (term: ReportTerm) => requestOnce<unknown>(`${pathOf(term)}/print`, { method: 'POST' })
export const reportFileOf = (term: ReportTerm, format: 'docx' | 'xlsx'): string => `${pathOf(term)}/file?format=${format}`
