import { useState } from 'react'
import { SignalText } from '../alert/SignalText'
import type { Portrait, PortraitSignal } from '../api/cadres'
import { briefDay, moment } from '../app/clock'
import { may, useSession } from '../app/session'
import { OutcomeMark } from '../marks/OutcomeMark'
import { common, panel, portrait as texts } from '../texts'
import { AttributionForm } from './AttributionForm'
import { matterOf } from './words'

/** The signals as known on the day, newest first, each with its three times. Its own words open one by one. */
export function SignalTable({ portrait, signals, onDecided }: { portrait: Portrait; signals: PortraitSignal[]; onDecided: () => void }) {
  const session = useSession()
  const [opened, setOpened] = useState<string | null>(null)
  const known = portrait.signals.filter((one) => !one.later && !one.copy).length
  const opens = may(session, 'openSignals')
  // On an earlier day the table shows what was known then; deciding is about now.
  const decides = may(session, 'actOnAlerts') && !session.phone && portrait.asOf === portrait.today
  return (
    <section className="box">
      <h2 className="box-head">{texts.signals}<small>{texts.signalsNote(known)}{opens && `${common.dot}${panel.causesNote}`}</small></h2>
      {signals.length === 0 && <p className="box-text">{texts.noSignals}</p>}
      {signals.length > 0 && (
        <table className="table signals-table" data-testid="signals">
          <thead>
            <tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col" className={`col-${key}`}>{name}</th>)}</tr>
          </thead>
          <tbody>
            {signals.map((one) => (
              <Row key={one.id} number={portrait.number} signal={one} onDecided={decides ? onDecided : undefined} open={opened === one.id} onOpen={opens ? () => setOpened(opened === one.id ? null : one.id) : undefined} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

interface RowProps { number: string; signal: PortraitSignal; onDecided: (() => void) | undefined; open: boolean; onOpen: (() => void) | undefined }

function Row({ number, signal, onDecided, open, onOpen }: RowProps) {
  const [deciding, setDeciding] = useState(false)
  const attribution = texts.attribution[signal.attribution]
  const matter = matterOf(signal)
  return (
    <>
      <tr className={signal.later ? 'later-row' : undefined} data-testid="signal-row" data-later={signal.later}>
        <td className="col-occurred">{signal.occurredTo}</td>
        <td className="col-known">{briefDay(signal.knownOn)}</td>
        <td className="col-recorded" title={signal.recordedAt}>{moment(signal.recordedAt)}</td>
        <td className="col-kind">{signal.kindName}</td>
        <td className="col-source">{signal.agency ?? signal.source}</td>
        <td className="col-matter">
          {onOpen === undefined ? matter : <button type="button" className="matter" aria-expanded={open} onClick={onOpen}>{matter}</button>}
          {attribution !== '' && <span className="pattern-tag">{attribution}</span>}
          {attribution !== '' && onDecided !== undefined && <button type="button" className="link" aria-expanded={deciding} onClick={() => setDeciding(!deciding)} data-testid="attribute">{texts.attribute[signal.attribution]}</button>}
          {signal.copy && <span className="pattern-tag">{texts.copy}</span>}
          {signal.later && <span className="later-mark">{texts.laterMark}</span>}
        </td>
        <td className="col-outcome"><OutcomeMark status={signal.outcome} /></td>
        <td className="col-revision">{texts.revision(signal.revisions.length)}</td>
        <td className="col-secrecy">{common.secrecy[signal.secrecy] ?? signal.secrecy}</td>
      </tr>
      {deciding && onDecided !== undefined && (
        <tr>
          <td colSpan={9} className="signal-cell">
            <AttributionForm number={number} signal={signal.id} onCancel={() => setDeciding(false)} onDone={() => { setDeciding(false); onDecided() }} />
          </td>
        </tr>
      )}
      {open && <tr><td colSpan={9} className="signal-cell"><SignalText cadre={number} id={signal.id} /></td></tr>}
    </>
  )
}

