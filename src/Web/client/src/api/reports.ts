import { request } from './http'
import type { Matter } from './meetings'
import { requestOnce } from './purpose'

export type Rhythm = 'month' | 'quarter' | 'year'
/** null is withheld. */
export type Count = number | null
export interface ReportTerm { rhythm: Rhythm; year: number; number: number }
export interface ReportLine { name: string; cells: Count[]; sum: boolean }
export interface ReportTable { code: 'agencies' | 'levels' | 'outcomes' | 'timeliness'; title: string; head: string; columns: string[]; lines: ReportLine[] }
export interface Report {
  rhythm: Rhythm; year: number; number: number; title: string; period: string; from: string; to: string; through: string | null; today: string; rows: number
  total: Count; before: Count; change: Count; tables: ReportTable[]; note: string
}
export interface ReportChoice { today: string; firstYear: number; latest: string }

const pathOf = ({ rhythm, year, number }: ReportTerm): string => `/api/reports/${rhythm}/${year}/${number}`

export const getReportChoice = (signal?: AbortSignal) => request<ReportChoice>('/api/reports', { signal })
export const getReport = (term: ReportTerm, signal?: AbortSignal) => request<Report>(pathOf(term), { signal })
export const getLedger = (signal?: AbortSignal) => request<{ items: Matter[]; settled: number }>('/api/reports/matters', { signal })
export const recordReportPrint = (term: ReportTerm) => requestOnce<unknown>(`${pathOf(term)}/print`, { method: 'POST' })
export const reportFileOf = (term: ReportTerm, format: 'docx' | 'xlsx'): string => `${pathOf(term)}/file?format=${format}`
