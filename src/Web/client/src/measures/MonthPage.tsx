import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { getMonth, recordMonthPrint } from '../api/measures'
import type { Month } from '../api/measures'
import { briefDay, moment, now, today } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { may, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, month as texts } from '../texts'
import { DueText } from './DueText'
import { MonthGrid } from './MonthGrid'

/** 本月要办: what falls due until the end of the month, by the person responsible; for the wall of the office. */
export function MonthPage() {
  const session = useSession()
  const width = useWidth()
  const phone = width === 'phone'
  const [query, setQuery] = useSearchParams()
  const [failed, setFailed] = useState(false)
  const month = /^\d{4}-\d{2}-01$/.test(query.get('month') ?? '') ? query.get('month') : null
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['measures', 'month', month], queryFn: ({ signal }) => getMonth(month, signal) })
  const slow = useDelayed(isPending)
  const view = query.get('view') === 'calendar' ? 'calendar' : 'list'
  const turn = (next: { month?: string; view?: string }) => setQuery({ ...(month === null ? {} : { month }), ...(view === 'list' ? {} : { view }), ...next }, { replace: true })
  const go = (step: number) => turn({ month: dayjs(data?.month ?? month ?? today()).add(step, 'month').format('YYYY-MM-01') })
  const print = async () => {
    try {
      await recordMonthPrint()
      setFailed(false)
      window.print()
    } catch {
      setFailed(true)
    }
  }
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={data !== undefined && texts.scope(data.month, view === 'calendar')} phone={phone}>
        <Segmented size="small" value={view} onChange={(next) => turn({ view: next })} options={Object.entries(texts.views).map(([value, label]) => ({ value, label }))} data-testid="month-view" />
        <Button size="small" onClick={() => go(-1)}>{texts.previous}</Button>
        <Button size="small" onClick={() => go(1)}>{texts.next}</Button>
        {!phone && may(session, 'export') && <Button size="small" onClick={() => void print()} data-testid="print">{texts.print}</Button>}
      </PageHeader>
      {failed && <div className="strip plum" role="alert">⚠ {texts.printFailed}</div>}
      <main className="body month" data-testid="month">
        {data !== undefined && <p className="print-head"><b>{texts.title} {texts.scope(data.month, view === 'calendar')}</b>　{texts.printHead(session.actorName, `${data.today.slice(0, 4)}-${moment(now().toISOString())}`)}</p>}
        {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
          : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
            : view === 'calendar' ? <MonthGrid data={data} />
            : data.handlers.length === 0 ? <div className="message" role="status">{texts.empty}</div>
              : data.handlers.map((one) => <Handler key={one.handler} group={one} />)}
      </main>
    </Shell>
  )
}

function Handler({ group }: { group: Month['handlers'][number] }) {
  return (
    <section className="box month-box">
      <h2 className="box-head">{group.name ?? group.handler}<small>{texts.count(group.items.length)}</small></h2>
      <table className="table table-cards month-cards">
        <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {group.items.map((one) => (
            <tr key={`${one.measure}${one.due.name}`}>
              <td className="keep">{one.due.dueOn === null ? texts.undated : briefDay(one.due.dueOn)}</td>
              <td><Link to={`/measures/${one.measure}`} className="person-name"><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}</Link> <span className="quiet">{one.person.unitName}</span></td>
              <td className="keep">{one.kindWord}</td>
              <td className="keep">{one.due.word} <span className="quiet">{one.due.limit}</span></td>
              <td><DueText due={one.due} /></td>
              <td className={one.number === null ? 'keep cell-none' : 'keep'}>{one.number ?? common.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
