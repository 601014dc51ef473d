import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { getReport, getReportChoice, recordReportPrint, reportFileOf } from '../api/reports'
import type { ReportChoice, ReportTerm, Rhythm } from '../api/reports'
import { moment, now } from '../app/clock'
import { FileButtons } from '../app/ExportButtons'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { may, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { DownIcon } from '../marks/icons'
import { common, reports as texts } from '../texts'
import { Ledger } from './Ledger'
import { Figures, Tables } from './Tables'
import { isAfter, readTerm, stepOf, termOf } from './terms'
import './reports.css'

type View = Rhythm | 'matters'

/** 通报: the three rhythms, and the ledger of 督办. */
export function ReportsPage() {
  const width = useWidth()
  const [query, setQuery] = useSearchParams()
  const choice = useQuery({ queryKey: ['reports'], queryFn: ({ signal }) => getReportChoice(signal) })
  const asked = query.get('view')
  const view: View = asked === 'quarter' || asked === 'year' || asked === 'matters' ? asked : 'month'
  const term = choice.data === undefined || view === 'matters' ? null : readTerm(view, query, choice.data.latest)
  const go = (next: ReportTerm) => setQuery({ view: next.rhythm, year: String(next.year), number: String(next.number) }, { replace: true })
  const turn = (next: View) => {
    if (next === 'matters') return setQuery({ view: next }, { replace: true })
    // From a month to its quarter and its year; back to a part from the latest month.
    const from = term === null || term.rhythm === 'year' || (term.rhythm === 'quarter' && next === 'month') ? choice.data?.latest : firstDayOf(term)
    return from === undefined ? setQuery({ view: next }, { replace: true }) : go(termOf(next, from))
  }
  const views = <Segmented size="small" value={view} onChange={turn} options={Object.entries(texts.views).map(([value, label]) => ({ value: value as View, label }))} data-testid="report-view" />
  if (view === 'matters') return <Shell width={width}><Ledger phone={width === 'phone'} views={views} /></Shell>
  return (
    <Shell width={width}>
      {term === null || choice.data === undefined
        ? <><PageHeader title={texts.title} phone={width === 'phone'}>{views}</PageHeader>{choice.error !== null && <Failure error={choice.error} onRetry={() => void choice.refetch()} />}</>
        : <ReportView term={term} choice={choice.data} phone={width === 'phone'} views={views} onTerm={go} />}
    </Shell>
  )
}

const firstDayOf = ({ rhythm, year, number }: ReportTerm): string =>
  `${year}-${String(rhythm === 'quarter' ? number * 3 - 2 : number).padStart(2, '0')}-01`

function ReportView({ term, choice, phone, views, onTerm }: {
  term: ReportTerm; choice: ReportChoice; phone: boolean; views: React.ReactNode; onTerm: (term: ReportTerm) => void
}) {
  const session = useSession()
  const [failed, setFailed] = useState(false)
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['reports', term], queryFn: ({ signal }) => getReport(term, signal) })
  const slow = useDelayed(isPending)
  const print = async () => {
    try {
      await recordReportPrint(term)
      setFailed(false)
      window.print()
    } catch {
      setFailed(true)
    }
  }
  const none = data !== undefined && (data.through === null ? texts.unfinished : data.rows === 0 && data.before === 0 ? texts.empty : null)
  return (
    <>
      <PageHeader title={texts.title} scope={data !== undefined && texts.scope(data.period, data.through)} phone={phone}>{views}</PageHeader>
      <div className="filters filters-wrap report-tools">
        <Choice term={term} choice={choice} onTerm={onTerm} />
        <span className="filters-gap" />
        {may(session, 'export') && data !== undefined && data.through !== null && (
          <span className="buttons">
            <FileButtons files={[{ path: reportFileOf(term, 'docx'), name: texts.word, id: 'report-docx' }, { path: reportFileOf(term, 'xlsx'), name: texts.excel, id: 'report-xlsx' }]} />
            {!phone && <Button size="small" onClick={() => void print()} data-testid="print">{texts.print}</Button>}
          </span>
        )}
      </div>
      {failed && <div className="strip plum" role="alert">⚠ {texts.printFailed}</div>}
      <main className="body reports" data-testid="report">
        {data !== undefined && <p className="print-head"><b>{data.title}</b>　{texts.printHead(session.actorName, `${data.today.slice(0, 4)}-${moment(now().toISOString())}`)}</p>}
        {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
          : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
            : none !== null ? <div className="message" role="status">{none}</div>
              : <><Figures report={data} /><Tables tables={data.tables} /><p className="report-note">{data.note}</p><p className="report-note">{texts.counted}</p></>}
      </main>
    </>
  )
}

function Choice({ term, choice, onTerm }: { term: ReportTerm; choice: ReportChoice; onTerm: (term: ReportTerm) => void }) {
  const year = Number(choice.today.slice(0, 4))
  const first = Math.min(choice.firstYear, term.year)
  const years = Array.from({ length: Math.max(year, term.year) - first + 1 }, (_, i) => Math.max(year, term.year) - i)
  const numbers = term.rhythm === 'month' ? Array.from({ length: 12 }, (_, i) => texts.months(i + 1)) : term.rhythm === 'quarter' ? texts.quarters : []
  const latest = termOf(term.rhythm, choice.today)
  const next = stepOf(term, 1)
  return (
    <>
      <Button size="small" onClick={() => onTerm(stepOf(term, -1))} disabled={stepOf(term, -1).year < 2000} data-testid="report-previous">{texts.previous}</Button>
      <Select size="small" className="report-year" suffixIcon={DownIcon} aria-label={texts.year} value={term.year} onChange={(value) => onTerm({ ...term, year: value })}
        options={years.map((value) => ({ value, label: texts.years(value) }))} />
      {term.rhythm !== 'year' && (
        <Select size="small" className="report-number" suffixIcon={DownIcon} aria-label={texts.number[term.rhythm]} value={term.number} onChange={(value) => onTerm({ ...term, number: value })}
          options={numbers.map((label, i) => ({ value: i + 1, label, disabled: isAfter({ ...term, number: i + 1 }, latest) }))} />
      )}
      <Button size="small" onClick={() => onTerm(next)} disabled={isAfter(next, latest)} data-testid="report-next">{texts.next}</Button>
    </>
  )
}
