import type { Portrait, PortraitAlert } from '../api/cadres'
import { briefDay, dayOf } from '../app/clock'
import { may, useSession } from '../app/session'
import { LevelMark } from '../marks/LevelMark'
import { Sentence } from '../marks/Sentence'
import { portrait as texts } from '../texts'
import { pointsOf } from './points'
import { RiskSection } from './RiskSection'

/** Beside the axis: what stood on the day, what follows from the rows by rule, and the person's rights. */
export function SidePanels({ portrait, onAlert }: { portrait: Portrait; onAlert: (id: string) => void }) {
  const session = useSession()
  const standing = portrait.alerts.filter((one) => !one.later && (one.state === 'open' || one.state === 'snoozed')).sort((a, b) => a.levelRank - b.levelRank)
  return (
    <aside className="portrait-side">
      <section className="box" data-testid="standing">
        <h2 className="box-head">{texts.alerts}<small>{texts.alertCount(standing.length)}</small></h2>
        {standing.length === 0 && <p className="box-text">{texts.noStanding}</p>}
        {standing.map((one) => <Standing key={one.id} alert={one} onOpen={() => onAlert(one.id)} />)}
      </section>
      {may(session, 'seeRisk') && <RiskSection number={portrait.number} />}
      <section className="box">
        <h2 className="box-head">{texts.points}<small>{texts.pointsNote}</small></h2>
        <dl className="points">
          {pointsOf(portrait).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      </section>
      <section className="box">
        <h2 className="box-head">{texts.rights}</h2>
        <div className="box-text">{texts.rightsText.map((line) => <p key={line}>{line}</p>)}</div>
      </section>
    </aside>
  )
}

function Standing({ alert, onOpen }: { alert: PortraitAlert; onOpen: () => void }) {
  const { levels } = useSession()
  const level = levels.find((one) => one.rank === alert.levelRank)
  const last = alert.levels.at(-1)
  const before = alert.levels.at(-2)
  return (
    <article className="standing">
      <header>
        <LevelMark rank={alert.levelRank} hue={alert.levelKey} word={level?.name ?? alert.levelWord} size={13} />
        <span className="pattern-tag">{alert.patternName}</span>
        <small>{last !== undefined && before !== undefined ? texts.levelOn(briefDay(last.on), before.word, last.word, last.rank < before.rank) : texts.raisedOn(briefDay(dayOf(alert.raisedAt)))}</small>
      </header>
      <p><Sentence text={alert.full} /></p>
      <button type="button" className="link" onClick={onOpen}>{texts.openAlert}</button>
    </article>
  )
}
