import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { chase, getComparison, issueLetters } from '../api/reviews'
import type { Compared, Matrix, Round, StateWord } from '../api/reviews'
import { count } from '../app/clock'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, matrix as texts } from '../texts'
import { lateUnits, placesOf, tallyOf } from './cells'
import type { Filter } from './cells'
import { CellPanel } from './CellPanel'
import { Grid } from './Grid'
import type { Place } from './Grid'
import { Mark } from './Mark'
import { RoundPanel } from './RoundPanel'

/** 联审矩阵 for who is named for the whole. */
export function MatrixView({ round, matrix, wide, onDone }: { round: Round; matrix: Matrix; wide: boolean; onDone: () => void }) {
  const [query, setQuery] = useSearchParams()
  const filter = (query.get('filter') ?? 'all') as Filter
  const unit = query.get('only') ?? ''
  const place: Place | null = query.has('unit') && query.has('cadre') ? { unit: query.get('unit')!, cadre: query.get('cadre')! } : null
  const [showRound, setShowRound] = useState(place === null)
  const set = (next: Record<string, string | null>) => setQuery((old) => {
    const query = new URLSearchParams(old)
    for (const [name, value] of Object.entries(next))
      if (value === null || value === '') query.delete(name)
      else query.set(name, value)
    return query
  }, { replace: true })
  const select = (to: Place) => {
    set({ unit: to.unit, cadre: to.cadre })
    setShowRound(false)
  }
  const { data: comparison } = useQuery({ queryKey: ['review', round.id, 'comparison'], queryFn: ({ signal }) => getComparison(round.id, signal), enabled: round.may.compare, staleTime: 60_000 })
  const compared = useMemo(() => new Map<string, Compared>(comparison?.items.map((one) => [one.cadre, one])), [comparison])
  const columns = useMemo(() => (unit === '' ? matrix.columns : matrix.columns.filter((one) => one.unit === unit)), [matrix, unit])
  const places = useMemo(() => placesOf(matrix, columns, filter, compared), [matrix, columns, filter, compared])
  return (
    <div className="review">
      <div className="review-main">
        <Figures matrix={matrix} round={round} />
        <Toolbar round={round} matrix={matrix} filter={filter} unit={unit} compared={round.may.compare ? compared : null} set={set} onDone={onDone} />
        {places.length === 0
          ? <div className="message" role="status">{texts.empty} <Button size="small" onClick={() => set({ filter: null, only: null })}>{texts.clear}</Button></div>
          : <Grid matrix={matrix} columns={columns} places={places} selected={place} compared={round.may.compare ? compared : null} onSelect={select} />}
        <Legend />
      </div>
      {(wide || place !== null) && (
        <aside className={`review-side${wide ? '' : ' review-side-over'}`} aria-label={texts.tabs.cell}>
          <div className="state-tabs review-tabs" role="tablist">
            <button type="button" role="tab" className="state-tab" aria-selected={!showRound} onClick={() => setShowRound(false)}>{texts.tabs.cell}</button>
            <button type="button" role="tab" className="state-tab" aria-selected={showRound} onClick={() => setShowRound(true)} data-testid="tab-round">{texts.tabs.round}</button>
            {!wide && <button type="button" className="state-tab review-close" aria-label={common.close} onClick={() => set({ unit: null, cadre: null })}>{common.cross}</button>}
          </div>
          <div className="review-side-body">
            {showRound ? <RoundPanel round={round} matrix={matrix} onDone={onDone} />
              : place === null ? <p className="part-text quiet">{texts.hint}</p> : <CellPanel key={`${place.unit} ${place.cadre}`} round={round} matrix={matrix} place={place} compared={round.may.compare ? compared.get(place.cadre) : undefined} onSelect={select} />}
          </div>
        </aside>
      )}
    </div>
  )
}

function Figures({ matrix, round }: { matrix: Matrix; round: Round }) {
  const tally = tallyOf(matrix.columns)
  const share = tally.cells === 0 ? 0 : (tally.settled / tally.cells) * 100
  const due = round.members.map((one) => one.dueOn).filter((one) => one !== null).sort()[0]
  const late = Math.max(0, ...matrix.columns.map((one) => one.late ?? 0))
  const part = (state: StateWord) => ({ width: `${tally.cells === 0 ? 0 : (tally.by[state] / tally.cells) * 100}%` })
  return (
    <section className="review-figures" data-testid="figures">
      <div><small>{texts.size}</small><b>{count(matrix.people.length)} × {count(matrix.columns.length)}</b></div>
      <div className="review-share">
        <small>{texts.answered(count(tally.settled), count(tally.cells), share.toFixed(1))}</small>
        <span className="share-bar" aria-hidden="true"><span className="share-clear" style={part('noObjection')} /><span className="share-objection" style={part('objection')} /><span className="share-verifying" style={part('verifying')} /><span className="share-open" style={part('extended')} /><span className="share-overdue" style={part('overdue')} /></span>
      </div>
      {(Object.keys(texts.counts) as (keyof typeof texts.counts)[]).map((state) => (
        <div key={state} data-state={state}><small>{texts.counts[state]}</small><b className={state === 'overdue' && tally.by[state] > 0 ? 'plum' : undefined}>{count(tally.by[state])}</b></div>
      ))}
      {due !== undefined && <div className="review-due"><small>{texts.due}</small><span>{due} {late > 0 && tally.by.overdue > 0 && <b className="plum">{texts.late(late)}</b>}</span></div>}
    </section>
  )
}

interface ToolbarProps { round: Round; matrix: Matrix; filter: Filter; unit: string; compared: ReadonlyMap<string, Compared> | null; set: (next: Record<string, string | null>) => void; onDone: () => void }

function Toolbar({ round, matrix, filter, unit, compared, set, onDone }: ToolbarProps) {
  const act = useAct()
  const late = lateUnits(matrix.columns).length
  const unsent = round.members.filter((one) => one.letter === null).length
  const open = round.may.manage && round.state === 'open'
  const run = (call: () => Promise<unknown>) => void act.run(async () => {
    await call()
    onDone()
  })
  const number = (of: Filter) => placesOf(matrix, matrix.columns, of, compared ?? new Map()).length
  const shown = (Object.keys(texts.filters) as Filter[]).filter((of) => of !== 'differs' || compared !== null)
  return (
    <>
      <div className="filters review-filters" role="search">
        <div className="state-tabs" role="tablist">
          {shown.map((of) => <button key={of} type="button" role="tab" className="state-tab" aria-selected={filter === of} onClick={() => set({ filter: of === 'all' ? null : of })} data-testid={`filter-${of}`}>{texts.filters[of]} {number(of)}</button>)}
        </div>
        <Select size="small" className="filter-select" suffixIcon={DownIcon} aria-label={texts.allUnits} value={unit} popupMatchSelectWidth={false} onChange={(next: string) => set({ only: next })} options={[{ value: '', label: texts.allUnits }, ...matrix.columns.map((one) => ({ value: one.unit, label: one.name }))]} />
        <span className="filters-gap" />
        {open && unsent > 0 && <Button size="small" type="primary" loading={act.busy} onClick={() => run(() => issueLetters(round.id))} data-testid="issue-letters">{texts.issue(unsent)}</Button>}
        {open && late > 0 && <Button size="small" type="primary" loading={act.busy} onClick={() => run(() => chase(round.id))} data-testid="chase-all">{texts.chaseAll(late)}</Button>}
      </div>
      {act.mistake !== null && <div className="strip"><Refused text={act.mistake} /></div>}
    </>
  )
}

const Legend = () => (
  <footer className="review-legend">
    {(Object.keys(texts.legend) as (keyof typeof texts.legend)[]).map((state) => <span key={state}><Mark state={state} /> {texts.legend[state]}</span>)}
  </footer>
)

