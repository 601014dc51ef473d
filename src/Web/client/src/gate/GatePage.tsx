import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DatePicker, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { isNotFound } from '../api/http'
import { getGate } from '../api/measures'
import type { Gate, GateAction, GateBrief } from '../api/measures'
import { today } from '../app/clock'
import { Failure } from '../app/Failure'
import { postOf } from '../app/people'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { CalendarIcon } from '../marks/icons'
import { common, gate as texts } from '../texts'
import { GateAxis } from './GateAxis'
import { GateRows } from './GateRows'
import { VerdictMark } from './VerdictMark'

const actions = Object.keys(texts.actions) as GateAction[]

/** What stands in the way of one action on one day. It has no colour and never says more than that no bar was found. */
export function GatePage() {
  const width = useWidth()
  const phone = width === 'phone'
  const { number = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const [judging, setJudging] = useState<string | null>(null)
  const action = actions.find((one) => one === query.get('action')) ?? 'promotion'
  const on = /^\d{4}-\d{2}-\d{2}$/.test(query.get('on') ?? '') ? query.get('on') : null
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['gate', number, action, on], queryFn: ({ signal }) => getGate(number, action, on, signal), placeholderData: keepPreviousData,
  })
  const slow = useDelayed(isPending)
  const ask = (next: GateAction, day: string | null) => setQuery({ action: next, ...(day === null ? {} : { on: day }) }, { replace: true })
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} scope={texts.scope} phone={phone} />
      {isNotFound(error) ? <div className="message" role="status">{common.notFound}</div>
        : data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow && <div className="message" role="status">{common.loading}</div>)
          : (
            <>
              <section className="facts gate-facts">
                <span className="facts-name"><b>{data.person.name}</b>{data.person.demo && <span className="sample">{common.sample}</span>}</span>
                <span className="gate-post">{postOf(data.person)}　{texts.number(data.cadre)}　<Link className="link" to={`/cadres/${encodeURIComponent(data.cadre)}`}>{texts.portrait}</Link></span>
                <span className="filters-gap" />
                <Segmented className="gate-actions" size="middle" value={action} onChange={(next) => ask(next, on)} options={actions.map((value) => ({ value, label: texts.actions[value] }))} data-testid="gate-actions" />
                <span className="gate-day"><span>{texts.on}</span>
                <DatePicker className="filter-day" allowClear={false} suffixIcon={CalendarIcon} aria-label={texts.on} value={dayjs(on ?? today())} onChange={(day) => ask(action, day?.format('YYYY-MM-DD') ?? null)} /></span>
              </section>
              {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
              <main className="portrait gate" aria-label={texts.title} data-testid="gate" data-verdict={data.verdict}>
                <div className="portrait-main">
                  <Verdict gate={data} />
                  <section className="box">
                    <h2 className="box-head">{texts.periods}<small>{texts.periodsNote(data.policy, data.knownOn)}</small></h2>
                    {data.periods.length === 0 ? <p className="box-text">{texts.noPeriods}</p> : <GateAxis periods={data.periods} on={data.on} />}
                  </section>
                  <GateRows gate={data} judging={judging} onJudge={setJudging} onJudged={() => { setJudging(null); void refetch() }} />
                </div>
                <aside className="portrait-side">
                  <Checks gate={data} />
                  <Others gate={data} onAsk={(next) => ask(next, on)} />
                </aside>
              </main>
            </>
          )}
    </Shell>
  )
}

function countOf(gate: Gate): number {
  return gate.verdict === 'barred' ? gate.bars.length : gate.verdict === 'unsettled' ? gate.unsettled.length : gate.verdict === 'awaitingJudgement' ? gate.pending.length : 0
}

function Verdict({ gate }: { gate: Gate }) {
  return (
    <section className="box gate-verdict" data-testid="verdict">
      <VerdictMark verdict={gate.verdict} count={countOf(gate)} large />
      <div>
        <p className="gate-asked">{texts.asked(gate.on, gate.word)}{gate.until !== null && texts.until(gate.until)}</p>
        <p className="quiet">{gate.sentence}</p>
      </div>
    </section>
  )
}

function Checks({ gate }: { gate: Gate }) {
  const done = gate.checklist.filter((one) => one.standing === 'done').length
  return (
    <section className="box">
      <h2 className="box-head">{texts.checklist}<small>{texts.done(done, gate.checklist.length)}</small></h2>
      {gate.checklist.length === 0 && <p className="box-text">{texts.noChecks}</p>}
      <ul>
        {gate.checklist.map((one) => (
          <li key={one.code} className="gate-check">
            <span className={`gate-box gate-box-${one.standing}`} aria-hidden="true" />
            <span>{one.words}<small className="quiet">{one.provision.source}{one.provision.article}</small></span>
            <span className="quiet keep">{texts.standings[one.standing]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Others({ gate, onAsk }: { gate: Gate; onAsk: (action: GateAction) => void }) {
  const beside = (one: GateBrief) => (one.until !== null ? texts.to(one.until) : one.checks > 0 ? texts.checks(one.checks) : '')
  return (
    <section className="box">
      <h2 className="box-head">{texts.others}</h2>
      {gate.actions.map((one) => (
        <button type="button" key={one.action} className="gate-other" aria-current={one.action === gate.action ? 'true' : undefined} onClick={() => onAsk(one.action)}>
          <span>{one.word}</span><span><VerdictMark verdict={one.verdict} count={one.count} /></span><span className="quiet">{beside(one)}</span>
        </button>
      ))}
      <p className="box-text">{texts.foot}</p>
    </section>
  )
}
