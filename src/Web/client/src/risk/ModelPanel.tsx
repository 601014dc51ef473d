import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { actOnModel, getModel, reportOf } from '../api/risk'
import type { DriftNotice, Model, ModelAction, ModelDetail } from '../api/risk'
import { count, dayOf, seconds } from '../app/clock'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { modelsPage as texts, risk } from '../texts'
import { figureOf } from './Compare'
import { awaiting } from './figures'

/** One model: what it is, how it was measured, who decided about it, how it drifts, what supervisors think of its factors. */
export function ModelPanel({ version }: { version: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ['model', version], queryFn: ({ signal }) => getModel(version, signal) })
  if (data === undefined) return error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : null
  const { model } = data
  return (
    <>
      <Notice model={model} />
      <section className="box">
        <h2 className="box-head">{model.version}　{risk.standings[model.standing]}<a className="link" href={reportOf(version)} target="_blank" rel="noopener">{risk.report}</a></h2>
        <p className="box-text">{model.beatsCount ? texts.better : texts.notBetter}　{model.drifted && texts.drifted(model.ownerName)}</p>
        <table className="table models-facts"><tbody>{Object.entries(texts.metricNames).filter(([key]) => model.metrics[key] !== undefined).map(([key, name]) => <tr key={key}><td>{name}</td><td>{figureOf(key, model.metrics[key])}</td></tr>)}</tbody></table>
        <Decide model={model} />
      </section>
      <Facts model={model} />
      <History history={data.history} />
      <DriftTable model={model} />
      <Opinions opinions={data.opinions} />
    </>
  )
}

/** What the newest watch found beyond the policy's bounds, until the owner has taken notice. */
function Notice({ model }: { model: Model }) {
  const changed = useChanged(model.version)
  const act = useAct()
  const notice = awaiting(model)
  if (notice === undefined) return null
  const acknowledge = () => act.run(async () => {
    await actOnModel(model.version, 'acknowledgeDrift', null, notice.month)
    await changed()
  })
  return (
    <section className="box" data-testid="drift-notice">
      <h2 className="box-head">{texts.notice(notice.month.slice(0, 7))}<small>{texts.noticePolicy(notice.policy)}</small></h2>
      <ul className="box-text">{notice.excesses.map((one) => <li key={one.figure}>{texts.excess[one.figure](Number(one.value.toFixed(3)), one.limit)}</li>)}</ul>
      <p className="box-text quiet">{texts.noticeAdvice}</p>
      <Refused text={act.mistake} />
      <div className="box-foot">
        {model.actions.includes('acknowledgeDrift')
          ? <Button size="small" type="primary" loading={act.busy} onClick={() => void acknowledge()}>{texts.actions.acknowledgeDrift}</Button>
          : <span className="quiet">{texts.noticeOwner(model.ownerName)}</span>}
      </div>
    </section>
  )
}

/** Whatever was read of this model is read again. */
function useChanged(version: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () => Promise.all([['models'], ['model', version], ['session']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

function Decide({ model }: { model: Model }) {
  const changed = useChanged(model.version)
  const act = useAct()
  const actions = model.actions.filter((action) => action !== 'acknowledgeDrift')
  const [asked, setAsked] = useState<ModelAction | null>(null)
  const [reason, setReason] = useState('')
  if (actions.length === 0) return null
  const go = (action: ModelAction) => {
    if (texts.needsReason.includes(action) && asked !== action) return setAsked(action)
    void act.run(async () => {
      await actOnModel(model.version, action, reason.trim() === '' ? null : reason.trim())
      setAsked(null)
      setReason('')
      await changed()
    })
  }
  return (
    <div className="box-foot stack">
      {asked !== null && <Field id="model-reason" label={texts.reason} hint={texts.reasonHint} mistake={act.field === 'reason' ? (act.mistake ?? undefined) : undefined}><Input.TextArea id="model-reason" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>}
      {act.field !== 'reason' && <Refused text={act.mistake} />}
      <div className="buttons">
        {actions.map((action) => <Button key={action} size="small" type={action === 'approve' || action === 'live' || action === asked ? 'primary' : 'default'} loading={act.busy} onClick={() => go(action)}>{texts.actions[action]}</Button>)}
      </div>
      {!model.actions.includes('approve') && model.standing === 'proposed' && <p className="meta">{texts.secondPerson}</p>}
    </div>
  )
}

function Facts({ model }: { model: Model }) {
  const names = texts.factNames
  const rows: [string, string][] = [
    [names.data, texts.range(model.dataFrom, model.dataTo)], [names.knownOn, model.knownOn], [names.rows, count(model.rows)], [names.outcomes, count(model.outcomes)],
    [names.features, texts.featureCount(model.features, model.featureSchema)], [names.library, model.library], [names.owner, model.ownerName],
  ]
  const digests: [string, string][] = [[names.digest, model.digest], [names.reportDigest, model.reportDigest], [names.taskDigest, model.taskDigest]]
  return (
    <section className="box">
      <h2 className="box-head">{texts.facts}</h2>
      <table className="table models-facts">
        <tbody>
          {rows.map(([name, value]) => <tr key={name}><td>{name}</td><td>{value}</td></tr>)}
          <tr><td>{texts.parameters}</td><td>{model.parameters.map(({ name, value }) => `${texts.parameterNames[name] ?? name} ${value}`).join('，')}</td></tr>
          {digests.map(([name, value]) => <tr key={name}><td className="keep">{name}</td><td className="models-hash">{value}</td></tr>)}
        </tbody>
      </table>
    </section>
  )
}

function History({ history }: { history: ModelDetail['history'] }) {
  return (
    <section className="box">
      <h2 className="box-head">{texts.history}</h2>
      <table className="table"><tbody>{history.map((one) => <tr key={one.at + one.action}><td className="keep">{dayOf(one.at)} {seconds(one.at).slice(0, 5)}</td><td className="keep">{texts.steps[one.action]}</td><td className="keep">{one.byName}</td><td>{one.note}</td></tr>)}</tbody></table>
    </section>
  )
}

const noticed = (notice: DriftNotice | undefined): string =>
  notice === undefined ? '' : notice.acknowledgedAt === null ? texts.noticeOpen : texts.noticeDone(notice.acknowledgedByName ?? '', dayOf(notice.acknowledgedAt))

function DriftTable({ model }: { model: Model }) {
  const columns = texts.driftColumns
  const limit = model.driftLimit
  return (
    <section className="box">
      <h2 className="box-head">{texts.drift}{limit !== null && <small>{texts.driftLimit(String(limit.value), limit.source, limit.article)}{risk.gradeMarks[limit.grade] !== '' && <span className="unverified">{risk.gradeMarks[limit.grade]}</span>}</small>}</h2>
      {model.drift.length === 0 ? <p className="box-text">{texts.driftNone}</p> : (
        <table className="table models-drift">
          <thead><tr><th scope="col">{columns.month}</th><th scope="col">{columns.stability}</th><th scope="col">{columns.mean}</th><th scope="col">{columns.share}</th><th scope="col">{columns.notice}</th></tr></thead>
          <tbody>{model.drift.map((one) => <tr key={one.month}><td>{one.month.slice(0, 7)}</td><td>{one.stability.toFixed(3)}</td><td>{one.meanMargin.toFixed(2)}</td><td>{(one.alertShare * 100).toFixed(1)} %</td><td>{noticed(model.notices.find(({ month }) => month === one.month))}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  )
}

function Opinions({ opinions }: { opinions: ModelDetail['opinions'] }) {
  const columns = texts.opinionColumns
  return (
    <section className="box">
      <h2 className="box-head">{texts.opinions}<small>{texts.opinionsNote}</small></h2>
      {opinions.length === 0 ? <p className="box-text">{texts.opinionsNone}</p> : (
        <table className="table">
          <thead><tr><th scope="col">{columns.feature}</th><th scope="col">{columns.agree}</th><th scope="col">{columns.disagree}</th><th scope="col">{columns.reasons}</th></tr></thead>
          <tbody>{opinions.map((one) => <tr key={one.feature}><td>{one.label}</td><td>{one.agree}</td><td>{one.disagree}</td><td>{one.reasons.join('；')}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  )
}
