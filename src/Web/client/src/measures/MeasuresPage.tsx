import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { getMeasures } from '../api/measures'
import type { MeasureItem } from '../api/measures'
import { brief, briefDay, count } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { nameOf, postOf } from '../app/people'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, measures as texts } from '../texts'
import { DueText } from './DueText'

/** The measures that the viewer sees, by state. */
export function MeasuresPage() {
  const width = useWidth()
  const [query, setQuery] = useSearchParams()
  const state = query.get('state') ?? ''
  const filter = { state: state in texts.states ? state : 'running', mine: query.get('mine') === 'true', overdue: query.get('overdue') === 'true' }
  const change = (next: Partial<typeof filter>) => {
    const all = { ...filter, ...next }
    setQuery({ ...(all.state === 'running' ? {} : { state: all.state }), ...(all.mine ? { mine: 'true' } : {}), ...(all.overdue ? { overdue: 'true' } : {}) }, { replace: true })
  }
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['measures', filter], queryFn: ({ pageParam, signal }) => getMeasures(filter, pageParam, signal), initialPageParam: null as string | null, getNextPageParam: (page) => page.nextCursor,
  })
  const slow = useDelayed(isPending)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = filter.state !== 'running' || filter.mine || filter.overdue
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'} />
      <main className="list-page">
        <div className="filters filters-wrap" role="search">
          <span className="state-tabs" role="tablist">
            {Object.entries(texts.states).map(([key, word]) => (
              <button type="button" role="tab" key={key} className="state-tab" aria-selected={filter.state === key} onClick={() => change({ state: key })} data-testid={`state-${key}`}>{word}</button>
            ))}
          </span>
          <Checkbox checked={filter.mine} onChange={(event) => change({ mine: event.target.checked })}>{texts.mine}</Checkbox>
          <Checkbox checked={filter.overdue} onChange={(event) => change({ overdue: event.target.checked })}>{texts.overdueOnly}</Checkbox>
          <span className="filters-order">{texts.order}</span>
        </div>
        <div className="scroll">
          {error !== null && items.length === 0 ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : items.length === 0
                ? <div className="message" role="status">{filtered ? texts.empty : texts.emptyAll}{filtered && <Button size="small" onClick={() => setQuery({}, { replace: true })}>{texts.clear}</Button>}</div>
                : <Rows items={items} />}
          {hasNextPage && <div className="table-more"><Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{common.more}</Button></div>}
        </div>
        {items.length > 0 && <footer className="board-foot"><span>{hasNextPage ? texts.loaded(count(items.length)) : texts.all(count(items.length))}</span></footer>}
      </main>
    </Shell>
  )
}

function Rows({ items }: { items: MeasureItem[] }) {
  const navigate = useNavigate()
  return (
    <table className="table table-cards measure-cards rows-open" data-testid="measures">
      <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id} data-testid="measure-row" onClick={() => void navigate(`/measures/${one.id}`)}>
            <td className="keep">{one.stageWord}</td>
            <td><Link to={`/measures/${one.id}`} className="person-name" onClick={(event) => event.stopPropagation()}><b>{one.person.name}</b>{one.person.demo && <span className="sample">{common.sample}</span>}</Link> <span className="quiet">{postOf(one.person)}</span></td>
            <td className="keep">{one.kindWord}</td>
            <td className={one.number === null ? 'keep cell-none' : 'keep'}>{one.number ?? common.none}</td>
            <td className={one.due === null ? 'cell-none' : undefined}>{one.due === null ? common.none : <>{one.due.word} {one.due.dueOn !== null && <span className="quiet keep">{briefDay(one.due.dueOn)} </span>}<DueText due={one.due} /></>}</td>
            <td className="keep">{nameOf(one.handler)}</td>
            <td className="quiet keep">{brief(one.changedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
