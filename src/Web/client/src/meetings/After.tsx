import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { actOnMeeting, getFrozen, minutesOf } from '../api/meetings'
import type { Lead, Meeting } from '../api/meetings'
import { briefDay, moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { DownIcon } from '../marks/icons'
import { common, meetingPage as texts, meetings as words } from '../texts'
import { DraftMeasure } from './DraftMeasure'
import { LatePanel } from './Duties'
import { Item } from './Item'
import { WatchPanel } from './Watches'

/** After the session: what was concluded, the minutes with their copies, and what was known then. */
export function After({ meeting, lead, onDone }: { meeting: Meeting; lead: Lead; onDone: () => void }) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <>
      {lead.late.length > 0 && <LatePanel late={lead.late} onDone={onDone} />}
      <div className="body-columns">
        <div className="column"><Conclusions meeting={meeting} lead={lead} opened={opened} onOpen={setOpened} /></div>
        <div className="column">
          {opened !== null && <Then meeting={meeting} item={opened} onDone={onDone} />}
          <Minutes meeting={meeting} lead={lead} onDone={onDone} />
          <Matters lead={lead} />
          <WatchPanel watches={lead.watches} onDone={onDone} />
        </div>
      </div>
    </>
  )
}

function Conclusions({ meeting, lead, opened, onOpen }: { meeting: Meeting; lead: Lead; opened: string | null; onOpen: (item: string | null) => void }) {
  return (
    <section className="box" data-testid="conclusions">
      <h2 className="box-head">{texts.conclusions}<small>{texts.agendaNote(lead.agenda.length)}</small></h2>
      <ol className="lines">
        {lead.agenda.map((line, index) => {
          const one = lead.concluded.find((found) => found.item === line.id)
          return (
            <li key={line.id} className="line line-top" data-on={opened === line.id}>
              <span className="quiet">{index + 1}</span>
              <span className="line-main">
                <b>{line.title}</b>{line.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{line.detail}</span><span className="filters-gap" /><span className="verdict">{one?.name ?? texts.noConclusion}</span>
                {one !== undefined && <small>{texts.reason}：{one.reason ?? common.none}　{texts.by(one.by, moment(one.at))}</small>}
                {lead.dissents.filter((found) => found.item === line.id).map((found) => <small key={found.name + found.text}>{texts.dissents}（{found.name}）：{found.text}</small>)}
                {(line.recused?.length ?? 0) > 0 && <small>{texts.recused(line.recused!.join(common.comma))}</small>}
                <span className="line-links">
                  <button type="button" className="link" onClick={() => onOpen(opened === line.id ? null : line.id)} data-testid="open-material">{texts.showMaterial}</button>
                  {one !== undefined && one.measure !== null && line.cadre !== null && <DraftMeasure meeting={meeting.meeting.id} conclusion={one} />}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** 当时我们知道什么: the frozen material of one item, and apart from it what came later. */
function Then({ meeting, item, onDone }: { meeting: Meeting; item: string; onDone: () => void }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['meeting', meeting.meeting.id, 'material'], queryFn: ({ signal }) => getFrozen(meeting.meeting.id, signal) })
  const slow = useDelayed(isPending)
  if (data === undefined) return error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow ? <div className="message">{common.loading}</div> : null
  const found = data.items.find((one) => one.line.id === item)
  if (found === undefined) return null
  return (
    <section className="box then" data-testid="then">
      <h2 className="box-head">{texts.material}<small>{texts.materialNote(moment(data.frozenAt))}</small></h2>
      <div className="then-hash"><span>{data.holds ? texts.holds : <span className="plum">⚠ {texts.broken}</span>}</span><span className="quiet">{texts.hash(`${found.sha256.slice(0, 8)}…${found.sha256.slice(-4)}`)}</span></div>
      <div className="then-items"><Item meeting={meeting.meeting.id} pieces={found.pieces} /></div>
      <h2 className="box-head then-later">{texts.later}</h2>
      {found.late.length === 0 ? <p className="box-text">{texts.noLater}</p> : <LatePanel late={found.late} onDone={onDone} title={false} />}
    </section>
  )
}

function Minutes({ meeting, lead, onDone }: { meeting: Meeting; lead: Lead; onDone: () => void }) {
  const { id, phase } = meeting.meeting
  const [recipient, setRecipient] = useState<string | null>(null)
  const act = useAct()
  const run = (action: string, body: Record<string, unknown> = {}) => void act.run(async () => {
    await actOnMeeting(id, action, body)
    onDone()
  })
  const draft = lead.minutes
  const rest = lead.attendance.filter((one) => lead.copies.every((copy) => copy.recipient !== one.account))
  return (
    <section className="box" data-testid="minutes">
      <h2 className="box-head">{texts.minutes}{draft !== null && <small>{texts.revision(draft.revision)}</small>}</h2>
      <div className="box-body stack">
        {draft === null ? <p>{texts.noMinutes}</p> : (
          <>
            {!draft.current && <p className="plum">⚠ {texts.outdated}</p>}
            {draft.sha256 !== null && <p>{texts.words(`${draft.sha256.slice(0, 8)}…${draft.sha256.slice(-4)}`)}</p>}
            <p>{texts.confirmed(draft.confirmedBy.length === 0 ? common.none : draft.confirmedBy.join(common.comma))}　{phase !== 'final' && texts.confirmNote}</p>
          </>
        )}
        <div className="rights-line">
          {phase === 'ended' && <Button loading={act.busy} onClick={() => run('draftMinutes')} data-testid="draft-minutes">{draft === null ? texts.draftMinutes : texts.redraft}</Button>}
          {phase === 'ended' && draft?.current === true && <Button type="primary" loading={act.busy} onClick={() => run('confirm', { revision: draft.revision })} data-testid="confirm-minutes">{texts.confirm}</Button>}
          {draft?.current === true && <a className="link" href={minutesOf(id)} download>{texts.download}</a>}
        </div>
      </div>
      <Refused text={act.mistake} />
      <h2 className="box-head then-later">{texts.copies}</h2>
      {lead.copies.length === 0 && <p className="box-text">{phase === 'final' ? texts.noCopies : texts.needsFinal}</p>}
      <div className="lines">
        {lead.copies.map((one) => <div key={one.number} className="line"><span className="line-main">{texts.copy(one.number)}<span className="quiet">{one.name}</span></span><a className="link" href={minutesOf(id, one.number)} download>{texts.download}</a></div>)}
      </div>
      {phase === 'final' && rest.length > 0 && (
        <div className="box-foot buttons">
          <Select size="small" className="grow" suffixIcon={DownIcon} aria-label={texts.recipient} placeholder={texts.recipient} value={recipient} onChange={setRecipient} options={rest.map((one) => ({ value: one.account, label: one.name }))} />
          <Button size="small" disabled={recipient === null} loading={act.busy} onClick={() => {
            run('issueCopy', { account: recipient })
            setRecipient(null)
          }}>{texts.issue}</Button>
        </div>
      )}
    </section>
  )
}

function Matters({ lead }: { lead: Lead }) {
  if (lead.matters.length === 0) return null
  return (
    <section className="box">
      <h2 className="box-head">{texts.matters}</h2>
      <div className="lines">
        {lead.matters.map((one) => (
          <div key={one.id} className="line"><span className="line-main">{one.text}<small>{one.ownerName}{common.dot}{words.due(briefDay(one.dueOn))}{one.note !== null && `${common.dot}${one.note}`}</small></span>
            <span className={one.state === 'overdue' ? 'overdue' : 'quiet keep'}>{words.matterStates[one.state]}</span></div>
        ))}
      </div>
    </section>
  )
}

