import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Column, Compared, Matrix } from '../api/reviews'
import { sliceOf } from '../roster/slice'
import { common, matrix as texts } from '../texts'
import { linesOf, settledOf, stateAt } from './cells'

export interface Place { unit: string; cadre: string }
interface Props {
  matrix: Matrix; columns: readonly Column[]; places: readonly number[]; selected: Place | null; compared: ReadonlyMap<string, Compared> | null
  onSelect: (place: Place) => void
}

const ROW = 29
const HEAD = 68
const NAME = 176
const LAST = 78
/** From 24 columns on the cells are closer. */
const widthOf = (columns: number): number => (columns >= 24 ? 40 : 56)

/** People × agencies. Only rows and columns in sight are there; the person's column and the head stay. */
export function Grid({ matrix, columns, places, selected, compared, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, left: 0, height: 700, width: 1000 })
  const least = widthOf(columns.length)
  const beside = NAME + (compared === null ? 0 : LAST)
  const cell = Math.max(least, Math.min(76, Math.floor((view.width - beside - 1) / Math.max(1, columns.length))))
  useLayoutEffect(() => {
    const observed = box.current!
    const observer = new ResizeObserver(() => setView((old) => ({ ...old, height: observed.clientHeight, width: observed.clientWidth })))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [])
  const rows = sliceOf(places.length, ROW, view.top, view.height)
  const shown = sliceOf(columns.length, cell, view.left, view.width)
  const inSight = columns.slice(shown.start, shown.end)
  const width = beside + columns.length * cell
  const before = { width: shown.start * cell }
  const after = { width: (columns.length - shown.end) * cell }

  const move = (event: React.KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (step === undefined || selected === null) return
    const row = places.findIndex((place) => matrix.people[place]!.number === selected.cadre)
    const column = columns.findIndex((one) => one.unit === selected.unit)
    const [nextRow, nextColumn] = [row + step[0]!, column + step[1]!]
    if (row < 0 || column < 0 || nextRow < 0 || nextRow >= places.length || nextColumn < 0 || nextColumn >= columns.length) return
    event.preventDefault()
    reveal(box.current!, nextRow * ROW, nextColumn * cell, cell, beside)
    onSelect({ unit: columns[nextColumn]!.unit, cadre: matrix.people[places[nextRow]!]!.number })
  }
  useEffect(() => {
    if (selected === null || !box.current?.contains(document.activeElement)) return
    box.current.querySelector<HTMLElement>('.cell[aria-selected=true]')?.focus({ preventScroll: true })
  }, [selected, view])

  return (
    <div
      className="grid" ref={box} role="grid" aria-label={texts.title} aria-rowcount={places.length + 1} aria-colcount={columns.length + 1} data-testid="matrix" onKeyDown={move}
      onScroll={({ currentTarget: at }) => setView((old) => ({ ...old, top: at.scrollTop, left: at.scrollLeft }))}
    >
      <div className="grid-head" role="row" style={{ width, height: HEAD }}>
        <span className="grid-name" role="columnheader" style={{ width: NAME }}>{texts.person}</span>
        <span style={before} />
        {inSight.map((column) => <Head key={column.unit} column={column} width={cell} />)}
        <span style={after} />
        {compared !== null && <span className="grid-last" role="columnheader" style={{ width: LAST }}>{texts.before}</span>}
      </div>
      <div className="grid-space" role="rowgroup" style={{ height: places.length * ROW, width }}>
        {places.slice(rows.start, rows.end).map((place, index) => {
          const person = matrix.people[place]!
          return (
            <div key={person.number} className="grid-row" role="row" aria-rowindex={rows.start + index + 2} style={{ transform: `translateY(${(rows.start + index) * ROW}px)`, width }} data-testid="matrix-row" data-cadre={person.number}>
              <span className="grid-name" role="rowheader" style={{ width: NAME }} title={`${person.name} ${person.unitName} ${person.post}`}>
                <b>{person.name}</b>{person.demo && <span className="sample">{common.sample}</span>}<span className="quiet">{person.unitName} {person.post}</span>
              </span>
              <span style={before} />
              {inSight.map((column) => {
                const state = stateAt(column, place)
                const on = selected !== null && selected.unit === column.unit && selected.cadre === person.number
                return (
                  <button
                    key={column.unit} type="button" role="gridcell" className={`cell cell-${state}`} style={{ width: cell }} tabIndex={on || (selected === null && index === 0 && column === inSight[0]) ? 0 : -1} aria-selected={on}
                    aria-label={`${texts.cellOf(person.name, column.name)} ${texts.words[state]}`} data-unit={column.unit} data-state={state} onClick={() => onSelect({ unit: column.unit, cadre: person.number })}
                  ><span>{texts.marks[state]}</span></button>
                )
              })}
              <span style={after} />
              {compared !== null && <span className="grid-last" role="gridcell" style={{ width: LAST }}>{changeOf(compared.get(person.number))}</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Head({ column, width }: { column: Column; width: number }) {
  const [done, all] = [settledOf(column), column.cells.length]
  const late = column.late !== null && done < all
  return (
    <span className="grid-unit" role="columnheader" style={{ width }} title={column.name} data-unit={column.unit}>
      <span className="grid-unit-name">{linesOf(column.name).map((line) => <span key={line}>{line}</span>)}</span>
      <span className={late ? 'plum strong' : 'quiet'}>{column.letter === null ? texts.notSent : done === all ? texts.complete : `${done}/${all}`}</span>
      <span className={`grid-bar${late ? ' grid-bar-late' : ''}`} aria-hidden="true"><span style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }} /></span>
    </span>
  )
}

/** 异 +1: how many agencies say so that did not before. */
function changeOf(compared: Compared | undefined): string {
  if (compared === undefined || compared.round === null) return texts.newly
  const more = (state: 'objection' | 'verifying') => compared.differences.filter((one) => one.now === state).length
  const parts = (['objection', 'verifying'] as const).filter((state) => more(state) > 0).map((state) => `${texts.marks[state]} +${more(state)}`)
  return parts.length > 0 ? parts.join(' ') : common.none
}

/** Scrolls as far as it takes for a cell to be in sight, beside the column and under the head that stay. */
function reveal(box: HTMLElement, top: number, left: number, cell: number, beside: number): void {
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + ROW > box.scrollTop + box.clientHeight - HEAD) box.scrollTop = top + ROW - box.clientHeight + HEAD
  if (left < box.scrollLeft) box.scrollLeft = left
  else if (left + cell + beside > box.scrollLeft + box.clientWidth) box.scrollLeft = left + cell + beside - box.clientWidth
}
