import type { Counted, Ranked, Ranking } from '../api/risk'
import { count } from '../app/clock'
import { common, risk as texts } from '../texts'

interface Props { ranking: Ranking; chosen: string | null; onChoose: (cadre: string) => void }

/** The order of the model: places, bars by what they speak of, the place by count, and what has changed since last month. */
export function ModelList({ ranking, chosen, onChoose }: Props) {
  const last = ranking.byModel.findLastIndex((one) => one.above)
  return (
    <section className="risk-list" aria-label={texts.byModel} data-testid="by-model">
      <header className="risk-list-head risk-row">
        <b>{texts.byModel}</b>
        <span className="risk-legend">{(['proven', 'unproven', 'post'] as const).map((group) => <span key={group}><i className={`risk-bar-${group}`} />{texts.groups[group]}</span>)}</span>
        <span>{texts.countColumn}</span><span>{texts.changeColumn}</span>
      </header>
      <ol className="risk-scroll">
        {ranking.byModel.length === 0 && <li className="message">{texts.emptyModel}</li>}
        {ranking.byModel.map((one, i) => (
          <li key={one.cadre} className={i === last && i < ranking.byModel.length - 1 ? 'risk-edge' : undefined} title={i === last ? texts.budgetLine(ranking.above) : undefined}>
            <button type="button" className="risk-row" aria-pressed={one.cadre === chosen} onClick={() => onChoose(one.cadre)}>
              <Who place={one.place} person={one.person} />
              <Bars ranked={one} />
              <span className={Math.abs(one.countPlace - one.place) >= 20 ? 'strong' : 'quiet'}>{texts.place(one.countPlace)}</span>
              <Change change={one.change} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The plain count, with the model's place beside it. */
export function CountList({ ranking, chosen, onChoose, wide }: Props & { wide: boolean }) {
  return (
    <section className={`risk-list risk-count${wide ? ' risk-count-wide' : ''}`} aria-label={texts.byCount} data-testid="by-count">
      <header className="risk-list-head"><b>{texts.byCount}</b><span className="quiet">{texts.window(ranking.countMonths)}</span>{wide && <span className="meta">{texts.people(count(ranking.people))}</span>}</header>
      <ol className="risk-scroll">
        {ranking.byCount.length === 0 && <li className="message">{texts.emptyCount}</li>}
        {ranking.byCount.map((one) => <CountRow key={one.cadre} one={one} chosen={one.cadre === chosen} onChoose={onChoose} wide={wide} />)}
      </ol>
    </section>
  )
}

function CountRow({ one, chosen, onChoose, wide }: { one: Counted; chosen: boolean; onChoose: (cadre: string) => void; wide: boolean }) {
  return (
    <li>
      <button type="button" className="risk-row-count" aria-pressed={chosen} onClick={() => onChoose(one.cadre)}>
        <span className="risk-place">{one.place}</span>
        <span className="risk-who"><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}{wide && <span className="quiet">{one.person.post === '' ? one.person.unitName : one.person.post}</span>}</span>
        <span className="keep"><b>{one.received}</b> {texts.pieces}</span>
        <span className={one.modelPlace !== null && Math.abs(one.modelPlace - one.place) >= 20 ? 'strong risk-end' : 'quiet risk-end'}>{one.modelPlace === null ? '' : texts.modelPlace(one.modelPlace)}</span>
      </button>
    </li>
  )
}

function Who({ place, person }: { place: number; person: Ranked['person'] }) {
  return (
    <>
      <span className="risk-place">{place}</span>
      <span className="risk-who"><b>{person.name}</b>{person.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{person.post === '' ? person.unitName : person.post}</span></span>
    </>
  )
}

function Bars({ ranked: { proven, unproven, post } }: { ranked: Ranked }) {
  return (
    <span className="risk-bars" role="img" aria-label={texts.barWords(proven, unproven, post)}>
      <i className="risk-bar-proven" style={{ width: `${proven * 100}%` }} /><i className="risk-bar-unproven" style={{ width: `${unproven * 100}%` }} /><i className="risk-bar-post" style={{ width: `${post * 100}%` }} />
    </span>
  )
}

function Change({ change }: { change: number | null }) {
  return <span className="quiet risk-end" title={texts.changeWords(change)}>{change === null ? texts.fresh : change === 0 ? texts.same : change > 0 ? texts.up(change) : texts.down(-change)}</span>
}
