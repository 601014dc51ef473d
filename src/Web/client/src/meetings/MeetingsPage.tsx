import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { callMeeting, getDuties, getMeetings } from '../api/meetings'
import type { MeetingLine } from '../api/meetings'
import { moment, today } from '../app/clock'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { PageHeader } from '../app/PageHeader'
import { colleagues } from '../app/people'
import { Refused } from '../app/Refused'
import { useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { urgent } from '../live/dutyHub'
import { useValue } from '../live/value'
import { DownIcon } from '../marks/icons'
import { common, meetings as texts } from '../texts'
import { LatePanel, MatterPanel } from './Duties'
import { MinutesTemplate } from './MinutesTemplate'
import { WatchPanel } from './Watches'
import './meetings.css'

const DUTIES_MS = 30_000

/** The meetings that the viewer takes part in, and what is owed after them. */
export function MeetingsPage() {
  const width = useWidth()
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['meetings'], queryFn: ({ signal }) => getMeetings(signal) })
  const duties = useQuery({ queryKey: ['meetings', 'duties'], queryFn: ({ signal }) => getDuties(signal), refetchInterval: DUTIES_MS })
  const [calling, setCalling] = useState(false)
  const slow = useDelayed(isPending)
  const again = () => void queries.invalidateQueries({ queryKey: ['meetings'] })
  const waiting = useValue(urgent)
  useEffect(() => void queries.invalidateQueries({ queryKey: ['meetings', 'duties'] }), [waiting, queries])
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'}>
        {data?.mayCall === true && <Button size="small" onClick={() => setCalling(!calling)} data-testid="call-meeting">{texts.call}</Button>}
      </PageHeader>
      <main className="body meetings" data-testid="meetings">
        {(duties.data?.late.length ?? 0) > 0 && <LatePanel late={duties.data!.late} onDone={again} />}
        {calling && <CallForm onCancel={() => setCalling(false)} />}
        <section className="box">
          {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : data.items.length === 0 ? <div className="message" role="status">{texts.empty}</div> : <Rows items={data.items} />}
        </section>
        {(duties.data?.matters.length ?? 0) > 0 && <MatterPanel matters={duties.data!.matters} onDone={again} />}
        {duties.data !== undefined && <WatchPanel watches={duties.data.watches} onDone={again} />}
        {data?.mayCall === true && <MinutesTemplate />}
      </main>
    </Shell>
  )
}

function Rows({ items }: { items: MeetingLine[] }) {
  const navigate = useNavigate()
  return (
    <div className="table-wide">
      <table className="table rows-open">
        <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id} data-testid="meeting-row" data-phase={one.phase} onClick={() => void navigate(`/meetings/${one.id}`)}>
              <td className="keep"><Link to={`/meetings/${one.id}`} onClick={(event) => event.stopPropagation()}><b>{one.title}</b></Link></td>
              <td className="keep"><span className={`phase phase-${one.phase}`}>{texts.phases[one.phase]}</span></td>
              <td className="keep">{texts.parts[one.part]}</td><td className="keep">{one.convener}</td><td className="keep">{one.recorder}</td>
              <td className="figure">{one.items ?? common.none}</td><td className="quiet keep">{one.frozenAt === null ? common.none : moment(one.frozenAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CallForm({ onCancel }: { onCancel: () => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [year, setYear] = useState(Number(today().slice(0, 4)))
  const [number, setNumber] = useState(1)
  const [convener, setConvener] = useState(session.actor)
  const [recorder, setRecorder] = useState<string | null>(null)
  const [others, setOthers] = useState<string[]>([])
  const [round, setRound] = useState('')
  const act = useAct()
  const staff = colleagues().map((one) => ({ value: one.account, label: one.name }))
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      const participants = others.map((one) => ({ account: one.split('/')[0], unit: one.split('/')[1] ?? null }))
      const made = await callMeeting({ year, number, convener, recorder, presenters: [convener], participants, round: round.trim() === '' ? null : round.trim() })
      void navigate(`/meetings/${made.meeting}`)
    })
  }
  return (
    <form className="box" onSubmit={submit} data-testid="call-form">
      <h2 className="box-head">{texts.call}</h2>
      <div className="box-body act-fields">
        <Field id="call-year" label={texts.year}><InputNumber id="call-year" min={2000} max={2200} value={year} onChange={(next) => setYear(next ?? year)} /></Field>
        <Field id="call-number" label={texts.number} mistake={act.field === 'number' ? act.mistake ?? undefined : undefined}><InputNumber id="call-number" min={1} max={999} value={number} onChange={(next) => setNumber(next ?? number)} /></Field>
        <Field id="call-convener" label={texts.convener}><Select id="call-convener" suffixIcon={DownIcon} value={convener} onChange={setConvener} options={[{ value: session.actor, label: session.actorName }, ...staff.filter((one) => one.value !== session.actor)]} /></Field>
        <Field id="call-recorder" label={texts.recorder}><Select id="call-recorder" suffixIcon={DownIcon} value={recorder} onChange={setRecorder} options={staff.filter((one) => one.value !== convener)} /></Field>
        <div className="act-wide"><Field id="call-others" label={texts.participants} hint={texts.participantsHint} optional><Select id="call-others" mode="tags" suffixIcon={DownIcon} value={others} onChange={setOthers} options={staff} /></Field></div>
        <div className="act-wide"><Field id="call-round" label={texts.round} hint={texts.roundHint} optional><Input id="call-round" value={round} onChange={(event) => setRound(event.target.value)} maxLength={64} /></Field></div>
      </div>
      <Refused text={act.field === 'number' ? null : act.mistake} />
      <div className="box-foot buttons"><Button type="primary" htmlType="submit" loading={act.busy} data-testid="submit-call">{texts.call}</Button><Button onClick={onCancel}>{common.cancel}</Button></div>
    </form>
  )
}
