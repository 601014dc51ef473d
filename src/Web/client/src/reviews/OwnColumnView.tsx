import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useMemo, useState } from 'react'
import { confirmOpinions, enterOpinions, getCell } from '../api/reviews'
import type { Column, Matrix, OwnCell, ReviewPerson, Round } from '../api/reviews'
import { Failure } from '../app/Failure'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, matrix as words, opinion, ownColumn as texts } from '../texts'
import { isSettled, settledOf, stateAt } from './cells'
import { Mark } from './Mark'
import { OpinionForm } from './OpinionForm'
import { ReasonForm } from './ReasonForm'
import type { Asked } from './ReasonForm'
import { RevisionList } from './RevisionList'
import { TableFiles } from './TableFiles'

type Filter = 'all' | 'open' | 'awaiting' | 'settled'
interface Line { place: number; person: ReviewPerson; own: OwnCell; state: ReturnType<typeof stateAt> }

/** A unit's own column: the names, what is entered, and what waits for the second person. */
export function OwnColumnView({ round, matrix, wide, onDone }: { round: Round; matrix: Matrix; wide: boolean; onDone: () => void }) {
  const column = matrix.columns[0]
  if (column === undefined || column.own === null) return <div className="message" role="status">{words.notSent}</div>
  return <Own round={round} matrix={matrix} column={column} own={column.own} wide={wide} onDone={onDone} />
}

interface OwnProps { round: Round; matrix: Matrix; column: Column; own: OwnCell[]; wide: boolean; onDone: () => void }

function Own({ round, matrix, column, own, wide, onDone }: OwnProps) {
  const [filter, setFilter] = useState<Filter>('all')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [current, setCurrent] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asked | null>(null)
  const act = useAct()
  const lines: Line[] = useMemo(() => matrix.people.map((person, place) => ({ place, person, own: own[place]!, state: stateAt(column, place) })), [matrix, column, own])
  const shown = lines.filter(({ own, state }) => filter === 'all' || (filter === 'awaiting' ? own.pending !== null : filter === 'settled' ? isSettled(state) && own.pending === null : !isSettled(state) && own.pending === null))
  const awaiting = lines.filter((one) => one.own.pending !== null).length
  const picked = lines.filter((one) => chosen.has(one.person.number))
  const confirmable = picked.filter((one) => one.own.pending !== null && !one.own.mine)
  const open = round.state === 'open' && !column.closed
  const toggle = (number: string) => setChosen((old) => { const next = new Set(old); if (!next.delete(number)) next.add(number); return next })
  const done = () => { setChosen(new Set()); setAsking(null); onDone() }
  const run = (call: () => Promise<unknown>) => void act.run(async () => { await call(); done() })
  return (
    <div className="review">
      <div className="review-main">
        <section className="review-figures" data-testid="figures">
          <div><small>{words.due}</small><b>{column.dueOn}</b></div>
          <div className="review-share"><small>{texts.progress(settledOf(column), lines.length)}</small><span className="share-bar" aria-hidden="true"><span className="share-clear" style={{ width: `${lines.length === 0 ? 0 : (settledOf(column) / lines.length) * 100}%` }} /></span></div>
          <div><small>{texts.filters.awaiting}</small><b>{awaiting}</b></div>
          {column.late !== null && settledOf(column) < lines.length && <div><small>{words.words.overdue}</small><b className="plum">{words.late(column.late)}</b></div>}
          <TableFiles round={round.id} unit={column.unit} open={open} onDone={done} />
        </section>
        <div className="filters review-filters">
          <div className="state-tabs" role="tablist">{(Object.keys(texts.filters) as Filter[]).map((one) => <button key={one} type="button" role="tab" className="state-tab" aria-selected={filter === one} onClick={() => setFilter(one)} data-testid={`filter-${one}`}>{texts.filters[one]}</button>)}</div>
          <span className="filters-gap" />
          {open && picked.length > 0 && (
            <>
              <span className="quiet">{texts.chosen(picked.length)}</span>
              {confirmable.length > 0 && <Button size="small" type="primary" loading={act.busy} data-testid="confirm-chosen" onClick={() => run(() => confirmOpinions(round.id, column.unit, confirmable.map((one) => ({ cadre: one.person.number, revision: one.own.pending! }))))}>{texts.confirmChosen(confirmable.length)}</Button>}
              <Button size="small" loading={act.busy} data-testid="clear-chosen" onClick={() => run(() => enterOpinions(round.id, column.unit, picked.map((one) => ({ cadre: one.person.number, answer: 'noObjection', seen: one.own.revisions }))))}>{texts.clearAll}</Button>
              <Button size="small" onClick={() => setAsking('extend')}>{texts.extend}</Button>
              <Button size="small" onClick={() => setAsking('recuse')}>{texts.recuse}</Button>
            </>
          )}
        </div>
        {act.mistake !== null && <div className="strip"><Refused text={act.mistake} /></div>}
        {asking !== null && picked.length > 0 && <div className="inset"><ReasonForm asked={asking} round={round.id} unit={column.unit} cells={picked.map((one) => ({ cadre: one.person.number, revision: one.own.pending ?? 0 }))} dueOn={column.dueOn} onDone={done} onCancel={() => setAsking(null)} /></div>}
        <div className="scroll">
          {shown.length === 0 ? <div className="message" role="status">{texts.empty}</div> : (
            <table className="table rows-open own-table" data-testid="own-column">
              <thead><tr>
                <th scope="col" className="own-pick"><Checkbox aria-label={texts.all} checked={shown.length > 0 && shown.every((one) => chosen.has(one.person.number))} onChange={(event) => setChosen(new Set(event.target.checked ? shown.map((one) => one.person.number) : []))} /></th>
                {Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}
              </tr></thead>
              <tbody>
                {shown.map((one) => (
                  <tr key={one.person.number} className={current === one.person.number ? 'row-on own-row' : 'own-row'} data-testid="own-row" data-cadre={one.person.number} data-state={one.state} onClick={() => setCurrent(one.person.number)}>
                    <td className="own-pick" onClick={(event) => event.stopPropagation()}><Checkbox aria-label={texts.choose(one.person.name)} checked={chosen.has(one.person.number)} onChange={() => toggle(one.person.number)} /></td>
                    <td><button type="button" className="person-name"><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}</button> <span className="quiet">{one.person.unitName} {one.person.post}　{one.person.number}</span></td>
                    <td className="keep"><Mark state={one.state} /> <span className="quiet">{words.words[one.state]}</span></td>
                    <td className="quiet">{one.own.pending === null ? (one.own.confirmed !== null && one.own.validUntil !== null ? `${opinion.validity}${opinion.until(one.own.validUntil)}` : '') : `${opinion.answers[one.own.pendingAnswer!]}　${one.own.mine ? texts.mine : texts.filledBy(one.own.enteredBy!.name)}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
        <footer className="review-legend"><span>{open ? texts.note : texts.closed}</span></footer>
      </div>
      {(wide || current !== null) && (
        <aside className={`review-side review-side-form${wide ? '' : ' review-side-over'}`}>
          {!wide && <div className="review-tabs"><button type="button" className="state-tab review-close" aria-label={common.close} onClick={() => setCurrent(null)}>{common.cross}</button></div>}
          <div className="review-side-body">
            {lines.filter((one) => one.person.number === current).map((one) => <Person key={one.person.number} round={round} unit={column.unit} line={one} open={open} dueOn={column.dueOn} onDone={done} />)}
            {current === null && <p className="part-text quiet">{texts.pick}</p>}
          </div>
        </aside>
      )}
    </div>
  )
}

/** One person: the revisions, and what may be done now. */
function Person({ round, unit, line, open, dueOn, onDone }: { round: Round; unit: string; line: Line; open: boolean; dueOn: string | null; onDone: () => void }) {
  const { data, error, refetch } = useQuery({ queryKey: ['review', round.id, 'cell', unit, line.person.number], queryFn: ({ signal }) => getCell(round.id, unit, line.person.number, signal) })
  const [asking, setAsking] = useState<Asked | null>(null)
  const act = useAct()
  const { own, person, state } = line
  const cell = { cadre: person.number, revision: own.pending ?? 0 }
  const done = () => { setAsking(null); onDone() }
  return (
    <div data-testid="own-panel">
      <div className="cell-title"><b>{person.name}</b><span className={`cell-tag cell-${state}`}>{words.words[state]}</span></div>
      <p className="meta">{person.unitName} {person.post}{common.dot}{person.number}</p>
      {error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : data !== undefined && <RevisionList round={round.id} cell={data} own />}
      {open && own.pending !== null && (
        <section className="part stack">
          {own.mine && <p className="meta">{texts.mine}</p>}
          <div className="buttons">
            {!own.mine && <Button type="primary" loading={act.busy} data-testid="confirm-one" onClick={() => void act.run(async () => { await confirmOpinions(round.id, unit, [cell]); done() })}>{texts.confirm}</Button>}
            <Button onClick={() => setAsking('sendBack')}>{texts.sendBack}</Button>
          </div>
          <Refused text={act.mistake} />
        </section>
      )}
      {asking !== null && <section className="part"><ReasonForm asked={asking} round={round.id} unit={unit} cells={[cell]} dueOn={dueOn} onDone={done} onCancel={() => setAsking(null)} /></section>}
      {open && (state === 'recused'
        ? <section className="part"><Button size="small" loading={act.busy} onClick={() => setAsking('endRecusal')}>{texts.endRecusal}</Button></section>
        : <section className="part"><OpinionForm key={own.revisions} round={round.id} unit={unit} cadre={person.number} seen={own.revisions} least={round.members[0]!.secrecy} existing={data?.history[0]?.facts.flatMap((one) => one.attachments) ?? []} onDone={done} /></section>)}
    </div>
  )
}
