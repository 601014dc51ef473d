import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { approvePolicy, documentOf, getPolicy, rejectPolicy } from '../api/policies'
import type { Change, PolicyDetail } from '../api/policies'
import { dayOf, seconds } from '../app/clock'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { CalendarIcon } from '../marks/icons'
import { LevelMark } from '../marks/LevelMark'
import { common, policies as texts } from '../texts'
import { Parameters, PatternBox } from './PatternBox'

/** One version: who made it, its patterns and figures, and what a second person does with it. */
export function PolicyPanel({ version, today }: { version: string; today: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ['policy', version], queryFn: ({ signal }) => getPolicy(version, signal) })
  if (data === undefined) return error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : null
  return (
    <>
      <Head policy={data} today={today} />
      {data.patterns.map((pattern) => <PatternBox key={pattern.code} pattern={pattern} levels={data.levels} />)}
      {data.rules.length > 0 && (
        <section className="box">
          <h2 className="box-head">{texts.rules}<small>{texts.rulesNote}</small></h2>
          <Parameters parameters={data.rules} />
        </section>
      )}
      <section className="box" data-testid="policy-conclusions">
        <h2 className="box-head">{texts.conclusions}<small>{texts.conclusionsNote}</small></h2>
        <ol className="policy-conclusions">
          {data.conclusions.map((one) => (
            <li key={one.code} className={one.change === 'same' ? undefined : 'policy-changed'}>{one.name}{one.measure !== null && <span className="meta">　{texts.proposes(one.measure)}</span>}{one.change !== 'same' && <> <span className="policy-mark">{texts.change[one.change]}</span></>}</li>
          ))}
        </ol>
      </section>
    </>
  )
}

const changedIn = (of: { change: Change }[]): number => of.filter((one) => one.change !== 'same').length

/** Figures that differ; a pattern that reads other signals or leads elsewhere counts once. */
const differencesOf = ({ patterns, rules, removed, conclusions }: PolicyDetail): number =>
  patterns.reduce((sum, one) => sum + (one.change === 'same' ? 0 : Math.max(1, changedIn(one.parameters))), changedIn(rules) + changedIn(conclusions) + removed.length)

function Head({ policy, today }: { policy: PolicyDetail; today: string }) {
  const { version: one, against } = policy
  const names = texts.factNames
  const at = (instant: string) => `${dayOf(instant)} ${seconds(instant).slice(0, 5)}`
  return (
    <section className="box" data-testid="policy">
      <h2 className="box-head">
        <span>{one.version}　{texts.standings[one.standing]}</span>
        <span className="policy-links"><a className="link" href={documentOf(one.version)} download>{texts.document}</a></span>
      </h2>
      {against !== null && <p className="box-text policy-against"><b>{texts.changes(differencesOf(policy))}</b>{policy.removed.length > 0 && <span>{texts.removed(policy.removed.join(common.comma))}</span>}</p>}
      <dl className="facts-list policy-facts">
        <div><dt>{names.proposed}</dt><dd>{one.proposedByName}　{at(one.proposedAt)}</dd></div>
        {one.decidedAt !== null && <div><dt>{one.standing === 'rejected' ? names.turned : names.decided}</dt><dd>{one.decidedByName}　{at(one.decidedAt)}</dd></div>}
        {one.reason !== null && <div><dt>{names.reason}</dt><dd>{one.reason}</dd></div>}
        {one.decidedAt !== null && one.standing !== 'rejected' && <div><dt>{names.from}</dt><dd>{one.inForceFrom ?? texts.always}</dd></div>}
        <div><dt>{names.levels}</dt><dd className="policy-levels">{policy.levels.map((level) => <LevelMark key={level.rank} rank={level.rank} hue={level.key} word={level.word} />)}</dd></div>
        <div><dt>{names.kinds}</dt><dd>{texts.kindCount(policy.kinds)}　{names.chains} {texts.chainCount(policy.chains)}</dd></div>
        <div><dt>{names.digest}</dt><dd className="policy-hash">{one.digest}</dd></div>
      </dl>
      {against !== null && one.standing === 'proposed' && <div className="box-foot policy-try"><Link to={`/policies/${encodeURIComponent(one.version)}/backtest`} className="policy-button" data-testid="to-backtest">{texts.backtest}</Link><span className="meta">{texts.backtestNote}</span></div>}
      {one.standing === 'proposed' && <Decide policy={policy} today={today} />}
    </section>
  )
}

function Decide({ policy: { version: one }, today }: { policy: PolicyDetail; today: string }) {
  const queries = useQueryClient()
  const act = useAct()
  const [asked, setAsked] = useState<'approve' | 'reject' | null>(null)
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const go = () => act.run(async () => {
    if (asked === 'approve') await approvePolicy(one.version, from)
    else await rejectPolicy(one.version, reason.trim())
    await Promise.all([queries.invalidateQueries({ queryKey: ['policies'] }), queries.invalidateQueries({ queryKey: ['policy'] }), queries.invalidateQueries({ queryKey: ['session'] })])
  })
  const ask = (action: 'approve' | 'reject') => {
    act.clear()
    setAsked(action)
  }
  const mistake = (field: string) => (act.field === field ? (act.mistake ?? undefined) : undefined)
  return (
    <div className="box-foot stack">
      {asked === 'approve' && <Field id="policy-from" label={texts.inForceFrom} hint={texts.inForceHint} mistake={mistake('inForceFrom')}><DatePicker id="policy-from" allowClear={false} suffixIcon={CalendarIcon} minDate={dayjs(today)} value={dayjs(from)} onChange={(day) => day !== null && setFrom(day.format('YYYY-MM-DD'))} /></Field>}
      {asked === 'reject' && <Field id="policy-reason" label={texts.reason} hint={texts.reasonHint} mistake={mistake('reason')}><Input.TextArea id="policy-reason" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>}
      {act.field === null && <Refused text={act.mistake} />}
      <div className="buttons">
        {asked === null
          ? one.actions.map((action) => <Button key={action} size="small" type={action === 'approve' ? 'primary' : 'default'} onClick={() => ask(action)}>{texts[action]}</Button>)
          : (
            <>
              <Button size="small" type="primary" loading={act.busy} onClick={() => void go()} data-testid="decide-policy">{asked === 'approve' ? texts.confirmApprove : texts.confirmReject}</Button>
              <Button size="small" disabled={act.busy} onClick={() => setAsked(null)}>{common.cancel}</Button>
            </>
          )}
      </div>
      {!one.actions.includes('approve') && <p className="meta">{texts.secondPerson}</p>}
    </div>
  )
}
