import { useQuery } from '@tanstack/react-query'
import { getCell } from '../api/reviews'
import type { Column, Compared, Matrix, Round } from '../api/reviews'
import { Failure } from '../app/Failure'
import { common, matrix as texts } from '../texts'
import { stateAt } from './cells'
import type { Place } from './Grid'
import { Mark } from './Mark'
import { RevisionList } from './RevisionList'

interface Props { round: Round; matrix: Matrix; place: Place; compared: Compared | undefined; onSelect: (place: Place) => void }

/** One cell: what the unit says, how it came to it, and what the others say of the same person. */
export function CellPanel({ round, matrix, place, compared, onSelect }: Props) {
  const { data, error, refetch } = useQuery({ queryKey: ['review', round.id, 'cell', place.unit, place.cadre], queryFn: ({ signal }) => getCell(round.id, place.unit, place.cadre, signal) })
  const index = matrix.people.findIndex((one) => one.number === place.cadre)
  const column = matrix.columns.find((one) => one.unit === place.unit)
  if (index < 0 || column === undefined) return <p className="part-text quiet">{texts.hint}</p>
  const person = matrix.people[index]!
  const state = stateAt(column, index)
  const others = matrix.columns.filter((one) => one.unit !== place.unit && !['noObjection', 'notDue'].includes(stateAt(one, index)))
  return (
    <div data-testid="cell-panel">
      <div className="cell-title"><b>{texts.cellOf(person.name, column.name)}</b><span className={`cell-tag cell-${state}`}>{texts.words[state]}</span></div>
      <p className="meta">{person.unitName} {person.post}{common.dot}{person.number}{data?.extendedTo != null && state === 'extended' && `${common.dot}${data.extendedTo}`}</p>
      {error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : data !== undefined && <RevisionList round={round.id} cell={data} own={false} />}
      {compared !== undefined && (
        <section className="part">
          <h3>{texts.compareTitle}</h3>
          {compared.round === null ? <p className="part-text quiet">{texts.notBefore}</p>
            : compared.differences.length === 0 ? <p className="part-text">{texts.ofRound(compared.round, texts.same)}</p>
              : compared.differences.map((one) => (
                <p key={one.unit} className="part-text">{compared.round}　{texts.change(matrix.columns.find((known) => known.unit === one.unit)?.name ?? one.unit, texts.words[one.before], texts.words[one.now])}</p>
              ))}
        </section>
      )}
      <section className="part">
        <h3>{texts.others(matrix.columns.length - 1)}<span>{summary(matrix.columns.filter((one) => one.unit !== place.unit), index)}</span></h3>
        {others.map((one) => (
          <button key={one.unit} type="button" className="other-unit" onClick={() => onSelect({ unit: one.unit, cadre: place.cadre })}><span>{one.name}</span><Mark state={stateAt(one, index)} /><span className="quiet">{texts.words[stateAt(one, index)]}</span></button>
        ))}
      </section>
    </div>
  )
}

/** 无 10 · 异 1: how often each character stands in the row. */
function summary(columns: readonly Column[], place: number): string {
  const counts = new Map<string, number>()
  for (const column of columns) {
    const mark = texts.marks[stateAt(column, place)]
    if (mark !== '') counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  return [...counts].map(([mark, count]) => `${mark} ${count}`).join(common.dot)
}
