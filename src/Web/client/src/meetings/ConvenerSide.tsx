import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { actOnMeeting } from '../api/meetings'
import type { Room, Screen } from '../api/meetings'
import { briefDay, moment, today } from '../app/clock'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { common, screen as texts } from '../texts'
import { Columns, columnsText } from './Columns'
import { DraftMeasure } from './DraftMeasure'

/** What stands on the screens of the convener and the recorder alone: conclusion, reason, dissent, matters, and who waits outside. */
export function ConvenerSide({ screen, id, onNext }: { screen: Screen; id: string; onNext: () => void }) {
  const room = screen.room!
  return (
    <aside className="convener" data-testid="convener" aria-label={texts.own}>
      {room.waiting.length > 0 && <Waiting room={room} id={id} />}
      {screen.item !== null && <Conclude key={screen.item} screen={screen} room={room} id={id} onNext={onNext} />}
      {screen.item !== null && <Dissents key={`d${screen.item}`} screen={screen} room={room} id={id} />}
      {screen.item !== null && <Matters key={`m${screen.item}`} screen={screen} room={room} id={id} />}
      {screen.presents && <HandOver screen={screen} room={room} id={id} />}
      {room.absent.length + room.offStage.length > 0 && (
        <>
          <h3>{texts.notice}</h3>
          {room.absent.length > 0 && <p className="quiet">{texts.absent(room.absent.join(common.comma))}</p>}
          {room.offStage.length > 0 && <p className="quiet" data-testid="off-stage">{texts.offStage(room.offStage.join(common.comma))}</p>}
        </>
      )}
      <Seats room={room} id={id} />
    </aside>
  )
}

/** Whose columns each participant sees; what is changed here is on the screens at once. */
function Seats({ room, id }: { room: Room; id: string }) {
  const [open, setOpen] = useState(false)
  const people = room.attendance.filter((one) => one.columns !== null)
  if (people.length === 0) return null
  return (
    <>
      <h3>{texts.seats}</h3>
      {open ? people.map((one) => (
        <div key={one.account} className="convener-line seat"><span>{one.name}<small> {columnsText(one, room.attendance)}</small></span><Columns meeting={id} one={one} people={room.attendance} onDone={() => undefined} /></div>
      )) : <button type="button" className="link" onClick={() => setOpen(true)} data-testid="seats">{texts.openSeats(people.length)}</button>}
    </>
  )
}

/** Who presents may hand it over to another who may and is in the room. */
function HandOver({ screen, room, id }: { screen: Screen; room: Room; id: string }) {
  const act = useAct()
  const others = room.attendance.filter((one) => one.part !== 'participant' && one.presence === 'inRoom' && one.name !== screen.presenter)
  if (others.length === 0) return null
  return (
    <>
      <h3>{texts.handOver}</h3>
      <div className="buttons">{others.map((one) => <Button key={one.account} size="small" loading={act.busy} onClick={() => void act.run(async () => void (await actOnMeeting(id, 'handOver', { account: one.account })))}>{one.name}</Button>)}</div>
      <Refused text={act.mistake} />
    </>
  )
}

function Waiting({ room, id }: { room: Room; id: string }) {
  const act = useAct()
  return (
    <>
      <h3>{texts.waitingPeople}</h3>
      {room.waiting.map((one) => (
        <div key={one.account} className="convener-line"><span>{one.name}{one.unitName !== null && <small> {one.unitName}</small>}</span>
          <Button size="small" loading={act.busy} onClick={() => void act.run(async () => void (await actOnMeeting(id, 'admit', { account: one.account })))} data-testid="admit">{texts.admit}</Button></div>
      ))}
      <Refused text={act.mistake} />
    </>
  )
}

function Conclude({ screen, room, id, onNext }: { screen: Screen; room: Room; id: string; onNext: () => void }) {
  const [code, setCode] = useState(room.concluded?.code ?? null)
  const [reason, setReason] = useState(room.concluded?.reason ?? '')
  const act = useAct()
  // What the other of the two wrote meanwhile is shown, unless one is writing.
  const revision = room.concluded?.revision ?? 0
  useEffect(() => {
    if (room.concluded !== null) {
      setCode(room.concluded.code)
      setReason(room.concluded.reason ?? '')
    }
  }, [revision])
  const kind = room.conclusions.find((one) => one.code === code)
  const running = kind?.measure != null && room.running.includes(kind.measure) ? kind.name : null
  const last = screen.place >= screen.agenda.length
  const record = () => void act.run(async () => {
    await actOnMeeting(id, 'conclude', { item: screen.item, code, text: reason })
  }).then((done) => done && screen.presents && !last && onNext())
  return (
    <>
      <h3>{texts.conclusion}<small>{texts.own}</small></h3>
      <div className="conclusions" role="radiogroup" aria-label={texts.conclusion}>
        {room.conclusions.map((one) => (
          <button key={one.code} type="button" role="radio" aria-checked={code === one.code} className="conclusion" onClick={() => setCode(one.code)} data-testid={`conclusion-${one.code}`}>{one.name}</button>
        ))}
      </div>
      {running !== null && <p className="convener-note">{texts.runningOf(running)}</p>}
      <h3>{texts.reason}<small>{texts.required}</small></h3>
      <Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={2000} aria-label={texts.reason} data-testid="reason" onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) record()
      }} />
      <Refused text={act.mistake} />
      <Button type="primary" block loading={act.busy} disabled={code === null} onClick={record} data-testid="record">{screen.presents && !last ? texts.record : texts.recordLast} <kbd className="kbd-on">Ctrl Enter</kbd></Button>
      {room.concluded !== null && <p className="meta" data-testid="concluded">{room.concluded.name}　{texts.recorded(room.concluded.by, moment(room.concluded.at))}</p>}
      {room.concluded !== null && room.concluded.measure !== null && <DraftMeasure meeting={id} conclusion={room.concluded} />}
    </>
  )
}

function Dissents({ screen, room, id }: { screen: Screen; room: Room; id: string }) {
  const [open, setOpen] = useState(false)
  const [who, setWho] = useState<string | null>(null)
  const [what, setWhat] = useState('')
  const act = useAct()
  const people = room.attendance.filter((one) => one.attended && !room.away.includes(one.name))
  return (
    <>
      <h3>{texts.dissent}<small>{texts.byName}</small></h3>
      {room.dissents.map((one) => <p key={one.name + one.text}>{one.name}：{one.text}</p>)}
      {open ? (
        <form className="stack" onSubmit={(event) => {
          event.preventDefault()
          void act.run(async () => void (await actOnMeeting(id, 'dissent', { item: screen.item, account: who, text: what }))).then((done) => done && setOpen(false))
        }}>
          <Select size="small" suffixIcon={DownIcon} placeholder={texts.who} aria-label={texts.who} value={who} onChange={setWho} options={people.map((one) => ({ value: one.account, label: one.name }))} />
          <Input.TextArea rows={2} value={what} onChange={(event) => setWhat(event.target.value)} placeholder={texts.what} aria-label={texts.what} maxLength={2000} />
          <Refused text={act.mistake} />
          <div className="rights-line"><Button size="small" type="primary" htmlType="submit" loading={act.busy}>{texts.addDissent}</Button><Button size="small" onClick={() => setOpen(false)}>{common.cancel}</Button></div>
        </form>
      ) : <p>{room.dissents.length === 0 && `${texts.none}　`}<button type="button" className="link" onClick={() => setOpen(true)}>{texts.addDissent}</button></p>}
    </>
  )
}

function Matters({ screen, room, id }: { screen: Screen; room: Room; id: string }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [owner, setOwner] = useState<string | null>(null)
  const [due, setDue] = useState(dayjs(today()).add(7, 'day'))
  const act = useAct()
  return (
    <>
      <h3>{texts.duty}</h3>
      {room.matters.map((one) => <div key={one.id} className="convener-line"><span>{one.text}</span><span className="quiet">{one.ownerName}</span><span className="keep">{briefDay(one.dueOn)}</span></div>)}
      {open ? (
        <form className="stack" onSubmit={(event) => {
          event.preventDefault()
          void act.run(async () => {
            const person = room.attendance.find((one) => one.account === owner)
            await actOnMeeting(id, 'assign', { item: screen.item, text, owner, unit: person?.unit ?? null, dueOn: due.format('YYYY-MM-DD') })
            setText('')
          }).then((done) => done && setOpen(false))
        }}>
          <Input size="small" value={text} onChange={(event) => setText(event.target.value)} placeholder={texts.dutyText} aria-label={texts.dutyText} maxLength={500} data-testid="matter-text" />
          <div className="pair">
            <Select size="small" suffixIcon={DownIcon} placeholder={texts.owner} aria-label={texts.owner} value={owner} onChange={setOwner} options={room.attendance.map((one) => ({ value: one.account, label: one.name }))} />
            <DatePicker size="small" suffixIcon={CalendarIcon} allowClear={false} aria-label={texts.dueOn} value={due} onChange={(next) => next !== null && setDue(next)} />
          </div>
          <Refused text={act.mistake} />
          <div className="rights-line"><Button size="small" type="primary" htmlType="submit" loading={act.busy}>{texts.addDuty}</Button><Button size="small" onClick={() => setOpen(false)}>{common.cancel}</Button></div>
        </form>
      ) : <button type="button" className="link" onClick={() => setOpen(true)}>{texts.addDuty}</button>}
    </>
  )
}
