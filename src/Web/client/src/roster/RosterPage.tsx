import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { getRoster, rosterQuery } from '../api/cadres'
import type { RosterFilter } from '../api/cadres'
import { count } from '../app/clock'
import { ExportButtons } from '../app/ExportButtons'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { may, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { DownIcon } from '../marks/icons'
import { common, roster as texts } from '../texts'
import { RosterList } from './RosterList'

/** Everybody the viewer may see, by name; the filter is the address. */
export function RosterPage() {
  const session = useSession()
  const width = useWidth()
  const phone = width === 'phone'
  const [query, setQuery] = useSearchParams()
  const filter: RosterFilter = useMemo(() => ({ search: query.get('search') ?? '', unit: query.get('unit') ?? '', rank: query.get('rank') ?? '' }), [query])
  const change = (next: Partial<RosterFilter>) => setQuery(rosterQuery({ ...filter, ...next }), { replace: true })
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['roster', filter], queryFn: ({ pageParam, signal }) => getRoster(filter, pageParam, signal),
    initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
  })
  const slow = useDelayed(isPending)
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const total = data?.pages[0]?.total
  const filtered = filter.search !== '' || filter.unit !== '' || filter.rank !== ''
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={total === undefined ? '' : texts.scope(count(total))} phone={phone} />
      <main className="list-page">
        <div className="filters" role="search">
          <SearchField value={filter.search} onChange={(search) => change({ search })} />
          <Select
            size="small" className="filter-select" suffixIcon={DownIcon} aria-label={texts.unit} value={filter.unit} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }}
            onChange={(unit) => change({ unit })} options={[{ value: '', label: texts.allUnits }, ...session.units.map((one) => ({ value: one.id, label: one.name }))]}
          />
          <Select
            size="small" className="filter-select" suffixIcon={DownIcon} aria-label={texts.rank} value={filter.rank} popupMatchSelectWidth={false}
            onChange={(rank) => change({ rank })} options={[{ value: '', label: texts.allRanks }, ...texts.ranks.map((rank) => ({ value: rank, label: rank }))]}
          />
          <span className="filters-order" title={texts.orderLong}>{texts.order}</span>
          {may(session, 'export') && !phone && <ExportButtons path="/api/cadres/export" query={rosterQuery(filter)} csv={texts.csv} xlsx={texts.xlsx} />}
        </div>
        {error !== null && items.length === 0 ? <Failure error={error} onRetry={() => void refetch()} />
          : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
            : items.length === 0
              ? <div className="message" role="status">{filtered ? texts.empty : texts.emptyAll}{filtered && <Button size="small" onClick={() => setQuery({}, { replace: true })}>{texts.clear}</Button>}</div>
              : <RosterList items={items} phone={phone} onEnd={() => hasNextPage && !isFetchingNextPage && error === null && void fetchNextPage()} />}
        {error !== null && items.length > 0 && <Failure error={error} onRetry={() => void fetchNextPage()} />}
        {items.length > 0 && <footer className="board-foot"><span>{hasNextPage ? texts.loaded(count(items.length), count(total ?? 0)) : texts.all(count(items.length))}</span></footer>}
      </main>
    </Shell>
  )
}

/** Asks a moment after the last letter: every search is written down. */
function SearchField({ value, onChange }: { value: string; onChange: (search: string) => void }) {
  const [text, setText] = useState(value)
  const asked = useRef(value)
  const ask = (search: string) => {
    asked.current = search
    onChange(search)
  }
  // The address is taken over where somebody else changed it: what was typed while an own search was on its way stays.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text.trim() === asked.current) return
    const timer = setTimeout(() => ask(text.trim()), 400)
    return () => clearTimeout(timer)
    // Only what is typed asks; the address alone does not.
  }, [text])
  return (
    <Input
      size="small" className="roster-search" value={text} maxLength={64} allowClear={{ clearIcon: <span aria-label={texts.clear}>{common.cross}</span> }}
      placeholder={texts.find} aria-label={texts.find} onChange={(event) => setText(event.target.value)} onPressEnter={() => ask(text.trim())} data-testid="roster-search"
    />
  )
}
