import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { getTrail, trailQuery } from '../api/trail'
import type { TrailEntry, TrailFilter } from '../api/trail'
import { count, dayOf, seconds } from '../app/clock'
import { ExportButtons } from '../app/ExportButtons'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { common, trailPage as texts } from '../texts'

/** Who looked at what and who changed which right, newest first. The page adds to it itself. */
export function TrailPage() {
  const width = useWidth()
  const [query, setQuery] = useSearchParams()
  const of = (name: string) => query.get(name) ?? ''
  const filter: TrailFilter = useMemo(() => ({ account: of('account'), kind: of('kind'), type: of('type'), target: of('target'), from: of('from'), to: of('to') }), [query])
  const change = (next: Partial<TrailFilter>) => setQuery(trailQuery({ ...filter, ...next }), { replace: true })
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['trail', filter], queryFn: ({ pageParam, signal }) => getTrail(filter, pageParam, signal),
    initialPageParam: null as string | null, getNextPageParam: (page) => page.next, gcTime: 0,
  })
  const slow = useDelayed(isPending)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const filtered = [...trailQuery(filter)].length > 0
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'} />
      <main className="list-page">
        <div className="filters filters-wrap" role="search">
          <Typed label={texts.account} value={filter.account} onChange={(account) => change({ account })} testId="trail-account" />
          <Choice label={texts.kind} value={filter.kind} all={texts.allKinds} options={texts.kinds} onChange={(kind) => change({ kind })} />
          <Choice label={texts.columns.target} value={filter.type} all={texts.allTypes} options={texts.types} onChange={(type) => change({ type })} />
          <Typed label={texts.target} value={filter.target} onChange={(target) => change({ target })} testId="trail-target" />
          <Day label={texts.from} value={filter.from} onChange={(from) => change({ from })} />
          <Day label={texts.to} value={filter.to} onChange={(to) => change({ to })} />
          {filtered && <Button size="small" onClick={() => setQuery({}, { replace: true })}>{texts.clear}</Button>}
          <span className="filters-gap" />
          <ExportButtons path="/api/trail/export" query={trailQuery(filter)} csv={texts.csv} xlsx={texts.xlsx} />
        </div>
        <div className="scroll">
          {error !== null && items.length === 0 ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : items.length === 0 ? <div className="message" role="status">{texts.empty}</div>
                : <Entries items={items} />}
          {hasNextPage && <div className="table-more"><Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()} data-testid="trail-more">{common.more}</Button></div>}
        </div>
        {items.length > 0 && <footer className="board-foot"><span>{hasNextPage ? texts.loaded(count(items.length)) : texts.all(count(items.length))}</span><span>{texts.own}</span></footer>}
      </main>
    </Shell>
  )
}

function Entries({ items }: { items: TrailEntry[] }) {
  return (
    <table className="table trail-table" data-testid="trail">
      <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id} data-testid="trail-row" data-kind={one.kind}>
            <td className="keep">{dayOf(one.at)} {seconds(one.at)}</td>
            <td className="keep">{one.name ?? one.account}{one.name !== null && <span className="quiet"> {one.account}</span>}</td>
            <td className={one.kind === 'refusal' || one.kind === 'signInRefused' ? 'plum keep' : 'keep'}>{texts.kinds[one.kind] ?? one.kind}</td>
            <td>{[one.type === null ? null : (texts.types[one.type] ?? one.type), one.target].filter((part) => part !== null && part !== '').join(' ') || common.none}</td>
            <td className="trail-detail">{one.detail || common.none}</td>
            <td>{one.purpose || common.none}</td>
            <td className="quiet keep">{one.address || common.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Typed({ label, value, onChange, testId }: { label: string; value: string; onChange: (text: string) => void; testId: string }) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const done = () => text.trim() !== value && onChange(text.trim())
  return <Input size="small" className="filter-text" value={text} maxLength={64} placeholder={label} aria-label={label} onChange={(event) => setText(event.target.value)} onPressEnter={done} onBlur={done} data-testid={testId} />
}

function Choice({ label, value, all, options, onChange }: { label: string; value: string; all: string; options: Readonly<Record<string, string>>; onChange: (value: string) => void }) {
  return (
    <Select
      size="small" className="filter-select" suffixIcon={DownIcon} aria-label={label} value={value} popupMatchSelectWidth={false} onChange={onChange}
      options={[{ value: '', label: all }, ...Object.entries(options).map(([key, name]) => ({ value: key, label: name }))]}
    />
  )
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <DatePicker
      size="small" className="filter-day" placeholder={label} aria-label={label} suffixIcon={CalendarIcon} allowClear={{ clearIcon: common.cross }} value={value === '' ? null : dayjs(value)}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? '')}
    />
  )
}
