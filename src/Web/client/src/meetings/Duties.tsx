import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { actOnMeeting } from '../api/meetings'
import type { Late, Matter } from '../api/meetings'
import { briefDay, dayOf, moment } from '../app/clock'
import { postOf } from '../app/people'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, meetings as texts } from '../texts'

/** 会后新情况: urgent until somebody has dealt with it by name. */
export function LatePanel({ late, onDone, title = true }: { late: Late[]; onDone: () => void; title?: boolean }) {
  return (
    <section className={title ? 'box' : 'late-flat'} data-testid="late">
      {title && <h2 className="box-head">{texts.late}<small>{texts.lateNote(late.filter((one) => one.settledAt === null).length)}</small></h2>}
      <div className="lines">
        {late.map((one) => (
          <div key={one.meeting + one.id} className="line" data-testid="late-row" data-open={one.settledAt === null}>
            <span className="line-main">
              {one.settledAt === null && <span className="urgent">{texts.urgent}</span>}
              <Link className="person-name" to={`/cadres/${encodeURIComponent(one.cadre)}`}><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}</Link>
              <span className="quiet">{postOf(one.person)}</span>
              <span>{texts.lateText(one.kindName, one.category, texts.statuses[one.status] ?? '')}</span>
              <small>{one.meetingTitle}{common.dot}{texts.known(dayOf(one.knownOn))}{one.recordedAt !== null && `${common.dot}${texts.recorded(moment(one.recordedAt))}`}
                {one.settledAt !== null && `${common.dot}${texts.settled(one.settledBy ?? '', moment(one.settledAt))}：${one.note ?? ''}`}</small>
            </span>
            {one.settledAt === null && <Settle label={texts.settle} act={(text) => actOnMeeting(one.meeting, 'settleLate', { late: one.id, text })} onDone={onDone} />}
          </div>
        ))}
      </div>
    </section>
  )
}

export function MatterPanel({ matters, onDone }: { matters: Matter[]; onDone: () => void }) {
  return (
    <section className="box" data-testid="matters">
      <h2 className="box-head">{texts.matters}<small>{texts.mattersNote(matters.filter((one) => one.state !== 'settled').length)}</small></h2>
      <div className="lines">
        {matters.map((one) => (
          <div key={one.meeting + one.id} className="line">
            <span className="line-main">{one.text}<small>{one.meetingTitle}{common.dot}{texts.due(briefDay(one.dueOn))}{one.note !== null && `${common.dot}${one.note}`}</small></span>
            <span className={one.state === 'overdue' ? 'overdue' : 'quiet keep'}>{texts.matterStates[one.state]}</span>
            {one.state !== 'settled' && <Settle label={texts.settle} act={(text) => actOnMeeting(one.meeting, 'settleMatter', { matter: one.id, text })} onDone={onDone} />}
          </div>
        ))}
      </div>
    </section>
  )
}

/** A note in place, without which nothing is settled. */
function Settle({ label, act, onDone }: { label: string; act: (text: string) => Promise<unknown>; onDone: () => void }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const run = useAct()
  if (!open) return <Button size="small" onClick={() => setOpen(true)} data-testid="settle">{label}</Button>
  return (
    <form className="settle" onSubmit={(event) => {
      event.preventDefault()
      void run.run(async () => {
        await act(text)
        setOpen(false)
        onDone()
      })
    }}>
      <Input size="small" autoFocus value={text} onChange={(event) => setText(event.target.value)} placeholder={texts.settleNote} aria-label={texts.settleNote} maxLength={2000} />
      <Button size="small" type="primary" htmlType="submit" loading={run.busy}>{label}</Button>
      <Refused text={run.mistake} />
    </form>
  )
}
