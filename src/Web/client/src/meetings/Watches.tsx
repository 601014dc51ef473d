import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { actOnMeeting } from '../api/meetings'
import type { Watch } from '../api/meetings'
import { moment, today } from '../app/clock'
import { postOf } from '../app/people'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { CalendarIcon } from '../marks/icons'
import { common, watches as texts } from '../texts'

/** Whom late facts are looked for: until nothing came of it, or to the end of probation. */
export function WatchPanel({ watches, onDone }: { watches: Watch[]; onDone: () => void }) {
  if (watches.length === 0) return null
  return (
    <section className="box" data-testid="watches">
      <h2 className="box-head">{texts.title}<small>{texts.note(watches.filter((one) => one.endedAt === null).length)}</small></h2>
      <div className="lines watch-list">{watches.map((one) => <Row key={one.meeting + one.cadre} one={one} onDone={onDone} />)}</div>
    </section>
  )
}

function Row({ one, onDone }: { one: Watch; onDone: () => void }) {
  const [open, setOpen] = useState<'appoint' | 'end' | null>(null)
  const [day, setDay] = useState(dayjs(today()))
  const [reason, setReason] = useState('')
  const act = useAct()
  const ended = one.state === 'over' || one.state === 'givenUp'
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      await actOnMeeting(one.meeting, open === 'appoint' ? 'noteAppointment' : 'endWatch', open === 'appoint' ? { cadre: one.cadre, day: day.format('YYYY-MM-DD') } : { cadre: one.cadre, text: reason })
      setOpen(null)
      onDone()
    })
  }
  return (
    <div className="line watch-line" data-testid="watch-row" data-cadre={one.cadre} data-state={one.state}>
      <span className="line-main">
        <b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{postOf(one.person)}</span>
        {one.open > 0 && <span className="urgent">{texts.open(one.open)}</span>}
        <small>{[one.meetingTitle, texts.since(moment(one.since)), texts.owner(one.owner), one.appointedOn === null ? '' : texts.appointed(one.appointedOn), one.until === null ? '' : texts.until(one.until),
          one.endedBy === null ? '' : `${texts.endedBy(one.endedBy, moment(one.endedAt ?? ''))}：${one.reason ?? ''}`].filter((text) => text !== '').join(common.dot)}</small>
      </span>
      <span className="quiet keep">{texts.states[one.state]}</span>
      {!ended && open === null && (
        <span className="buttons">
          <Button size="small" onClick={() => setOpen('appoint')} data-testid="appoint">{one.appointedOn === null ? texts.appoint : texts.appointAgain}</Button>
          <Button size="small" onClick={() => setOpen('end')} data-testid="end-watch">{texts.end}</Button>
        </span>
      )}
      {open !== null && (
        <form className="watch-form" onSubmit={submit}>
          {open === 'appoint'
            ? <DatePicker size="small" suffixIcon={CalendarIcon} allowClear={false} aria-label={texts.appointedOn} value={day} onChange={(next) => next !== null && setDay(next)} />
            : <Input size="small" autoFocus className="grow" value={reason} onChange={(event) => setReason(event.target.value)} placeholder={texts.reason} aria-label={texts.reason} maxLength={2000} data-testid="watch-reason" />}
          <Button size="small" type="primary" htmlType="submit" loading={act.busy} data-testid="watch-submit">{open === 'appoint' ? texts.appoint : texts.end}</Button>
          <Button size="small" onClick={() => setOpen(null)}>{common.cancel}</Button>
          <Refused text={act.mistake} />
        </form>
      )}
    </div>
  )
}
