import { Button, Drawer } from 'antd'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { AlertPanel } from '../alert/AlertPanel'
import { useCommand } from '../alert/useCommand'
import { count } from '../app/clock'
import { Failure } from '../app/Failure'
import { LiveLine } from '../app/LiveLine'
import { namesOf, useSession } from '../app/session'
import { Notes, Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { board as texts, common, live } from '../texts'
import { AlertList } from './AlertList'
import { Announcer } from './Announcer'
import { BoardFoot } from './BoardFoot'
import { BoardHeader } from './BoardHeader'
import { CardList } from './CardList'
import { Counters } from './Counters'
import { EmptyList } from './EmptyList'
import type { BoardFilter } from './filter'
import { fromQuery, toAddress } from './filter'
import { FilterBar, FilterChips } from './FilterBar'
import { useBoard } from './useBoard'
import { useBoardKeys } from './useBoardKeys'

export function BoardPage() {
  const session = useSession()
  const width = useWidth()
  const phone = width === 'phone'
  const navigate = useNavigate()
  const location = useLocation()
  const [query] = useSearchParams()
  const { id: selected = null } = useParams()
  const filter = fromQuery(query)
  const board = useBoard(filter)
  const view = useSyncExternalStore(board.store.subscribe, board.store.view)
  const [reading, setReading] = useState(false)
  const [top, setTop] = useState(0)
  const slow = useDelayed(board.phase === 'loading')
  const quick = useCommand(board.take)

  useEffect(() => board.store.hold(reading || selected !== null), [board.store, reading, selected])

  const suffix = toAddress(filter)
  const address = useCallback((id: string) => `/alerts/${encodeURIComponent(id)}${suffix}`, [suffix])
  const change = useCallback((next: BoardFilter) => void navigate(`/${toAddress(next)}`), [navigate])
  // Back closes the panel; a panel that was opened by its address has no board behind it.
  const close = useCallback(() => {
    if ((location.state as { fromBoard?: boolean } | null)?.fromBoard === true) void navigate(-1)
    else void navigate(`/${suffix}`)
  }, [location.state, navigate, suffix])
  const keys = useBoardKeys({ view, selected, address, close })
  const release = () => {
    board.store.release()
    setTop((n) => n + 1)
  }
  const { loadMore } = board
  const onEnd = useCallback(() => board.more === 'idle' && loadMore(), [board.more, loadMore])

  const panel = selected !== null && (
    <AlertPanel key={selected} id={selected} known={board.store.get(selected)} me={namesOf(session)} onClose={close} onChanged={board.take} asPage={phone} />
  )
  const list = board.phase === 'failed' ? <Failure error={board.error} onRetry={board.retry} />
    : view.counts === null ? slow && <div className="message" role="status">{common.loading}</div>
      : view.order.length === 0 && board.phase === 'ready' ? <EmptyList filter={filter} asOf={board.store.asOf} onChange={change} />
        : phone
          ? (
            <CardList
              view={view} busy={slow} address={address} onEnd={onEnd} onReading={setReading} top={top}
              acknowledging={quick.running} onAcknowledge={(alert) => void quick.run(alert, { action: 'acknowledge' })}
            />
          )
          : (
            <AlertList
              view={view} filter={filter} selected={selected} current={keys.current} busy={slow} address={address}
              onEnd={onEnd} onReading={setReading} scrollTo={keys.scrollTo} top={top}
            />
          )

  return (
    <Shell width={width}>
      {/* On the phone the panel is a page over the list, which keeps its place for the way back. */}
      {phone && panel}
      <BoardHeader status={board.status} phone={phone} onKeys={keys.showHelp} />
      <div className="board" inert={phone && selected !== null}>
        <main className="board-main" aria-label={texts.title}>
          <Counters counts={view.counts} filter={filter} onChange={change} phone={phone} />
          {phone
            ? <FilterChips filter={filter} onChange={change} waiting={view.counts?.unacknowledged ?? null} />
            : <FilterBar filter={filter} onChange={change} />}
          <LiveLine status={board.status} onRetry={board.reconnect} />
          {board.reset !== null && <div className="strip" role="status">{live.reset[board.reset]}</div>}
          {quick.notice !== null && <div className="strip" role="status">{quick.notice.text}</div>}
          {view.waiting > 0 && (
            <button type="button" className="new-bar" data-testid="new-bar" onClick={release}>{texts.newAlerts(view.waiting)}</button>
          )}
          {list}
          {board.more === 'failed' && (
            <div className="strip" role="alert">{texts.moreFailed}<Button size="small" onClick={loadMore}>{common.retry}</Button></div>
          )}
          {phone ? <Notes session={session} /> : <BoardFoot shown={count(view.order.length)} total={totalText(view.counts, filter)} complete={view.nextCursor === null} />}
        </main>
        {width === 'beside' && panel}
        {width === 'drawer' && (
          <Drawer open={selected !== null} onClose={close} size={488} closable={false} keyboard={false} styles={{ body: { padding: 0 } }} destroyOnHidden>
            {panel}
          </Drawer>
        )}
      </div>
      {keys.help}
      <Announcer announced={board.announced} />
    </Shell>
  )
}

/** The number behind the slash; null where the server counts another set than the list shows. */
function totalText(counts: ReturnType<ReturnType<typeof useBoard>['store']['view']>['counts'], filter: BoardFilter): string | null {
  if (counts === null || filter.unit !== null || filter.pattern !== null || filter.mine) return null
  if (filter.state === 'snoozed') return count(counts.snoozed)
  if (filter.state !== 'open') return null
  const level = counts.byLevel.find((one) => one.rank === filter.level)
  if (filter.level !== null) return count((filter.unacknowledged ? level?.unacknowledged : level?.total) ?? 0)
  return count(filter.unacknowledged ? counts.unacknowledged : counts.total)
}
