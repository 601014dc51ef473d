import { Button } from 'antd'
import { Link } from 'react-router'
import type { Alert } from '../api/types'
import { brief } from '../app/clock'
import { nameOf, postOf } from '../app/people'
import { useSession } from '../app/session'
import { stateWords } from '../board/stateWords'
import { LevelMark } from '../marks/LevelMark'
import { common, panel, portrait } from '../texts'
import { historyLine } from './historyWords'
import { shortId } from './shortId'

export function PanelHead({ alert, onClose, asPage }: { alert: Alert; onClose: () => void; asPage: boolean }) {
  const { levels } = useSession()
  const level = levels.find((one) => one.rank === alert.level.rank)
  const { person } = alert
  const meta = [panel.number(shortId(alert.id)), panel.version(alert.version), lastLevel(alert, levels)].filter((one) => one !== null)
  const who = [postOf(person), person.since === null ? null : panel.since(person.since)].filter((one) => one !== null)
  const state = stateWords(alert)
  return (
    <>
      <div className="panel-head">
        {asPage && <Button type="text" className="panel-back" onClick={onClose}>‹ {common.backToBoard}</Button>}
        <LevelMark rank={alert.level.rank} hue={alert.level.key} word={level?.name ?? alert.level.word} size={14} />
        <span className="pattern-tag">{alert.pattern.name}</span>
        {!asPage && <span className="panel-meta">{meta.join(common.dot)}</span>}
        {!asPage && <Button type="text" size="small" className="panel-close" onClick={onClose} aria-label={common.close}>✕</Button>}
      </div>
      <div className="panel-person">
        <b>{person.name}</b>
        {person.demo && <span className="sample">{common.sample}</span>}
        <span className="panel-post">{who.map((one, index) => <span key={one}>{index > 0 && common.dot}{one}</span>)}</span>
        <Link to={`/cadres/${encodeURIComponent(alert.cadre)}`} className="link panel-portrait">{portrait.title}</Link>
        <span className="panel-state">
          <span className={state.strong ? 'strong' : undefined}>{state.word}</span>
          {alert.state === 'snoozed' && alert.snoozedUntil !== null && ` ${alert.snoozedUntil}`}
          {alert.owner !== null && `${common.dot}${panel.owner(nameOf(alert.owner))}`}
          {alert.escalatedTo !== null && `${common.dot}${panel.escalated(nameOf(alert.escalatedTo))}`}
          {alert.backfilled && <span className="pattern-tag" title={panel.backfilledNote}>{panel.backfilled}</span>}
        </span>
        {asPage && <span className="panel-meta">{meta.join(common.dot)}</span>}
      </div>
    </>
  )
}

/** 「10:41 由橙升红」 when the last change of level is known. */
function lastLevel(alert: Alert, levels: Parameters<typeof historyLine>[2]): string | null {
  const entries = [...alert.history].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const at = entries.findLastIndex((one) => one.action === 'levelRaised' || one.action === 'levelLowered')
  const entry = entries[at]
  return entry === undefined ? null : `${brief(entry.at)} ${historyLine(entry, entries.slice(0, at), levels).split('，')[0]}`
}
