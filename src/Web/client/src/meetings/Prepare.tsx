import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { actOnMeeting, getCandidates } from '../api/meetings'
import type { Lead, Meeting } from '../api/meetings'
import { Field } from '../app/Field'
import { postOf } from '../app/people'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, meetingPage as texts, meetings as words } from '../texts'
import { Columns, columnsText } from './Columns'

interface Wanted { cadre?: string; meeting?: string; matter?: string; title: string; detail: string; demo: boolean; recused: string[] }

/** Before the session: who comes, and what is on the agenda. Frozen, both can only be looked at. */
export function Prepare({ meeting, lead, onDone }: { meeting: Meeting; lead: Lead; onDone: () => void }) {
  const open = meeting.meeting.phase === 'called'
  return (
    <div className="body-columns">
      <div className="column">{open ? <AgendaEditor key={lead.agenda.map((one) => one.id).join()} meeting={meeting} lead={lead} onDone={onDone} /> : <AgendaRead lead={lead} />}</div>
      <div className="column"><Attendance meeting={meeting} lead={lead} onDone={onDone} /></div>
    </div>
  )
}

function AgendaEditor({ meeting, lead, onDone }: { meeting: Meeting; lead: Lead; onDone: () => void }) {
  const { data } = useQuery({ queryKey: ['meeting', meeting.meeting.id, 'candidates'], queryFn: ({ signal }) => getCandidates(meeting.meeting.id, signal) })
  const [items, setItems] = useState<Wanted[]>(() => lead.agenda.map((one) => {
    const followed = /^m-([^.]+)\.(.+)$/.exec(one.id)
    return { title: one.title, detail: one.detail, demo: one.demo, recused: one.recused ?? [], ...(one.cadre !== null ? { cadre: one.cadre } : { meeting: followed?.[1] ?? '', matter: followed?.[2] ?? '' }) }
  }))
  const act = useAct()
  const move = (from: number, to: number) => setItems((all) => {
    const next = [...all]
    next.splice(to, 0, ...next.splice(from, 1))
    return next
  })
  const people = (data?.people ?? []).filter((one) => items.every((item) => item.cadre !== one.cadre))
  const matters = (data?.matters ?? []).filter((one) => items.every((item) => item.matter !== one.id || item.meeting !== one.meeting))
  return (
    <>
      <section className="box" data-testid="agenda">
        <h2 className="box-head">{texts.agenda}<small>{texts.agendaNote(items.length)}</small></h2>
        {items.length === 0 && <p className="box-text">{texts.noAgenda}</p>}
        <ol className="lines">
          {items.map((one, index) => (
            <li key={one.cadre ?? `${one.meeting}.${one.matter}`} className="line">
              <span className="quiet">{index + 1}</span>
              <span className="line-main"><b>{one.title}</b>{one.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{one.detail}</span>{one.recused.length > 0 && <small>{texts.recused(one.recused.join(common.comma))}</small>}</span>
              <span className="buttons"><Button size="small" disabled={index === 0} onClick={() => move(index, index - 1)}>{texts.up}</Button><Button size="small" onClick={() => setItems(items.filter((other) => other !== one))}>{texts.drop}</Button></span>
            </li>
          ))}
        </ol>
        <Refused text={act.mistake} />
        <div className="box-foot"><Button type="primary" size="small" loading={act.busy} disabled={items.length === 0} data-testid="save-agenda" onClick={() => void act.run(async () => {
          await actOnMeeting(meeting.meeting.id, 'agenda', { items: items.map(({ cadre, meeting: from, matter }) => ({ cadre, meeting: from, matter })) })
          onDone()
        })}>{texts.save}</Button></div>
      </section>
      <section className="box" data-testid="candidates">
        <h2 className="box-head">{texts.candidates}<small>{texts.candidatesNote}</small></h2>
        {data !== undefined && people.length + matters.length === 0 && <p className="box-text">{texts.noCandidates}</p>}
        <div className="lines candidates">
          {people.map((one) => (
            <div key={one.cadre} className="line">
              <span className="line-main"><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{postOf(one.person)}</span><small>{texts.why(one.objections, one.verifying, one.alertRank, one.rectifications)}</small></span>
              <Button size="small" onClick={() => setItems([...items, { cadre: one.cadre, title: one.person.name, detail: postOf(one.person), demo: one.person.demo, recused: [] }])}>{texts.add}</Button>
            </div>
          ))}
          {matters.map((one) => (
            <div key={one.meeting + one.id} className="line">
              <span className="line-main">{one.text}<small>{one.meetingTitle}{common.dot}{words.due(one.dueOn)}{common.dot}{words.matterStates[one.state]}</small></span>
              <Button size="small" onClick={() => setItems([...items, { meeting: one.meeting, matter: one.id, title: one.text, detail: one.meetingTitle, demo: false, recused: [] }])}>{texts.add}</Button>
            </div>
          ))}
        </div>
      </section>
    </>
  )
}

function AgendaRead({ lead }: { lead: Lead }) {
  return (
    <section className="box" data-testid="agenda">
      <h2 className="box-head">{texts.agenda}<small>{texts.agendaNote(lead.agenda.length)}</small></h2>
      <ol className="lines">
        {lead.agenda.map((one, index) => (
          <li key={one.id} className="line"><span className="quiet">{index + 1}</span>
            <span className="line-main"><b>{one.title}</b>{one.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{one.detail}</span>{(one.recused?.length ?? 0) > 0 && <small>{texts.recused(one.recused!.join(common.comma))}</small>}</span></li>
        ))}
      </ol>
    </section>
  )
}

function Attendance({ meeting, lead, onDone }: { meeting: Meeting; lead: Lead; onDone: () => void }) {
  const [account, setAccount] = useState('')
  const [unit, setUnit] = useState('')
  const act = useAct()
  const run = (action: string, body: Record<string, unknown>) => act.run(async () => {
    await actOnMeeting(meeting.meeting.id, action, body)
    onDone()
  })
  const shown = lead.attendance.filter((one) => one.presence !== 'removed')
  return (
    <section className="box" data-testid="attendance">
      <h2 className="box-head">{texts.people}<small>{texts.peopleNote(shown.filter((one) => one.presence === 'inRoom').length, shown.length)}</small></h2>
      <div className="lines">
        {shown.map((one) => (
          <div key={one.account} className="line">
            <span className="line-main"><b>{one.name}</b><span className="quiet">{words.parts[one.part]}</span>
              <small>{[one.unitName === null ? '' : texts.unit(one.unitName), texts.clearance(common.secrecy[one.clearance] ?? ''), columnsText(one, shown)].filter((text) => text !== '').join(common.dot)}</small></span>
            <span className="quiet keep">{words.presences[one.presence]}</span>
            <Columns meeting={meeting.meeting.id} one={one} people={shown} onDone={onDone} />
            {one.part === 'participant' && <Button size="small" onClick={() => void run('remove', { account: one.account })}>{texts.remove}</Button>}
          </div>
        ))}
      </div>
      <form className="box-foot invite" onSubmit={(event) => {
        event.preventDefault()
        void run('invite', { invite: { account: account.trim(), unit: unit.trim() === '' ? null : unit.trim() } }).then((done) => done && setAccount(''))
      }}>
        <Field id="invite-account" label={texts.inviteAccount}><Input id="invite-account" size="small" value={account} onChange={(event) => setAccount(event.target.value)} maxLength={64} /></Field>
        <Field id="invite-unit" label={texts.inviteUnit} optional><Input id="invite-unit" size="small" value={unit} onChange={(event) => setUnit(event.target.value)} maxLength={64} /></Field>
        <Button size="small" htmlType="submit" loading={act.busy} disabled={account.trim() === ''}>{texts.invite}</Button>
      </form>
      <p className="box-text">{texts.columnsNote}</p>
      <Refused text={act.mistake} />
    </section>
  )
}
