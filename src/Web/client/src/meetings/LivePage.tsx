import { Button } from 'antd'
import { Link } from 'react-router'
import { actOnMeeting } from '../api/meetings'
import type { Meeting, Screen } from '../api/meetings'
import { moment } from '../app/clock'
import { useKeys } from '../app/keyboard'
import type { MeetingLive } from '../live/meetingHub'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, meetings as words, screen as texts } from '../texts'
import { ConvenerSide } from './ConvenerSide'
import { Elapsed } from './Elapsed'
import { Item } from './Item'
import { usePresenter } from './usePresenter'

/** The own screen of a live session: the agenda, the item that is on, and for who leads it the conclusions beside it. */
export function LivePage({ id, meeting, live, onChanged }: { id: string; meeting: Meeting; live: MeetingLive; onChanged: () => void }) {
  const { screen: last, state } = live
  const screen = state === 'live' || state === 'reconnecting' ? last : null
  const act = useAct()
  const run = (action: string, body: Record<string, unknown> = {}) => act.run(async () => void (await actOnMeeting(id, action, body)))
  const { show, step, mistake } = usePresenter(id, screen)
  const mask = () => void (screen !== null && run('mask', { on: screen.screen !== 'masked' }))
  const masks = screen !== null && (screen.presents || meeting.meeting.part !== 'participant')
  useKeys({ ArrowLeft: () => step(-1), ArrowRight: () => step(1), b: masks ? mask : undefined })
  const sides = screen?.room !== null && screen !== null
  return (
    <div className="meeting" data-testid="screen" data-screen={screen?.screen ?? state} data-item={screen?.item ?? ''} data-state={state}>
      <Head screen={last} state={state} />
      <div className={`meeting-body${sides ? ' meeting-sides' : ''}`}>
        {screen !== null && screen.agenda.length > 0 && <Agenda screen={screen} onPick={screen.presents ? show : undefined} />}
        <main className="meeting-main">
          {screen !== null && screen.screen === 'item'
            ? <Item meeting={id} pieces={screen.pieces} absent={screen.room?.absent ?? []} />
            : <div className="meeting-blank"><p>{screen !== null ? texts.states[screen.screen] : state === 'gone' ? texts.gone : state === 'hidden' ? texts.hidden : texts.reconnecting}</p>
              {meeting.presence !== 'inRoom' && screen?.screen === 'nothing' && <Button type="primary" loading={act.busy} onClick={() => void run('signIn').then(onChanged)} data-testid="sign-in">{texts.signIn}</Button>}</div>}
        </main>
        {sides && <ConvenerSide screen={screen} id={id} onNext={() => step(1)} />}
      </div>
      <footer className="meeting-foot">
        {screen?.presents === true && (
          <>
            <button type="button" className="meeting-step" disabled={screen.place <= 1} onClick={() => step(-1)} data-testid="previous">‹ {texts.previous}</button>
            <button type="button" className="meeting-step" disabled={screen.place >= screen.agenda.length} onClick={() => step(1)} data-testid="next">{texts.next} ›</button>
            <span className="quiet keys-note"><kbd>←</kbd><kbd>→</kbd> {texts.keysNote}</span>
          </>
        )}
        {screen !== null && screen.screen === 'item' && !screen.presents && <Button size="small" onClick={() => void run('recuse', { item: screen.item })}>{texts.recuseSelf}</Button>}
        {screen !== null && screen.screen !== 'nothing' && !screen.records && <Button size="small" onClick={() => void run('leave').then(onChanged)}>{texts.leave}</Button>}
        {screen !== null && !screen.presents && meeting.meeting.part === 'convener' && <Button size="small" onClick={() => void run('handOver', { account: meeting.lead?.attendance.find((one) => one.part === 'convener')?.account })}>{texts.take}</Button>}
        <Refused text={act.mistake ?? mistake} />
        <span className="filters-gap" />
        {screen !== null && screen.screen === 'item' && <span className="meeting-clock">{texts.place(screen.place, screen.agenda.length)}　{texts.itemTime} <Elapsed since={screen.shownAt} />　{texts.meetingTime} <Elapsed since={screen.startedAt} /></span>}
        {(meeting.lead !== null || meeting.meeting.part === 'presenter') && <Link className="link keep" to={`/meetings/${id}/stage`} target="_blank">{texts.stage}</Link>}
        {screen?.records === true && <Button size="small" onClick={() => window.confirm(texts.endAsk) && void run('end').then(onChanged)} data-testid="end">{texts.end}</Button>}
        {masks && <button type="button" className="meeting-step" onClick={mask} data-testid="mask">{screen.screen === 'masked' ? texts.unmask : texts.mask} <kbd>B</kbd></button>}
      </footer>
    </div>
  )
}

function Head({ screen, state }: { screen: Screen | null; state: string }) {
  const shown = screen !== null && (state === 'live' || state === 'reconnecting') ? screen : null
  const room = shown?.room ?? null
  return (
    <header className="meeting-head">
      <Link to="/meetings" className="brand-mark" aria-label={words.title}>{common.brandMark}</Link>
      <h1>{screen?.title ?? words.title}</h1>
      <span className="sample">{texts.confidential}</span>
      {screen !== null && <span className="quiet keep">{texts.convener(screen.convener)}　{texts.recorder(screen.recorder)}</span>}
      <span className="filters-gap" />
      {shown !== null && shown.frozenAt !== null && <span className="quiet keep meeting-hash">{texts.frozen} <b>{moment(shown.frozenAt)}</b>　{texts.hash} {shown.sha256?.slice(0, 4)}…{shown.sha256?.slice(-4)}</span>}
      {shown !== null && <span className="quiet keep">{texts.present} <b>{shown.present} / {shown.invited}</b></span>}
      {room !== null && room.away.length > 0 && <span className="quiet keep">{texts.awayNow} <b>{room.away.length}</b></span>}
      <span className="live" data-testid="live-state" data-state={state}><span className="live-dot" aria-hidden="true" />{room !== null && state === 'live' ? texts.connected(room.connected) : state === 'live' ? texts.live : texts.reconnecting}</span>
      {room !== null && room.offline.length > 0 && <b className="plum keep">{texts.offline(room.offline.length, room.offline.join(common.comma))}</b>}
    </header>
  )
}

function Agenda({ screen, onPick }: { screen: Screen; onPick: ((item: string) => void) | undefined }) {
  const people = screen.agenda.filter((one) => one.kind === 'person')
  const matters = screen.agenda.filter((one) => one.kind === 'matter')
  const rows = (lines: typeof people) => lines.map((one) => (
    <li key={one.id}>
      <button type="button" className="agenda-line" aria-current={one.id === screen.item ? 'step' : undefined} disabled={onPick === undefined} onClick={() => onPick?.(one.id)} data-testid="agenda-line" data-item={one.id}>
        <span className="agenda-number">{screen.agenda.indexOf(one) + 1}</span>
        <span className="agenda-main"><b>{one.title}</b>{one.demo && <span className="sample">{common.sample}</span>}<small>{one.detail}</small></span>
        <small className="agenda-state">{one.id === screen.item ? texts.on : one.conclusion ?? ''}</small>
      </button>
    </li>
  ))
  return (
    <nav className="agenda" aria-label={texts.agenda}>
      <p className="agenda-head">{texts.agenda}　{texts.people(people.length)}{matters.length > 0 && `，${texts.matters(matters.length)}`}</p>
      <ol>{rows(people)}</ol>
      {matters.length > 0 && <><p className="agenda-head">{texts.matterHead}</p><ol>{rows(matters)}</ol></>}
    </nav>
  )
}
