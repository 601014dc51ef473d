import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { getAlerts } from '../api/alerts'
import type { Alert, AlertDetail, ResetReason } from '../api/types'
import { namesOf, useSession } from '../app/session'
import type { LiveStatus } from '../live/line'
import { AlertHub } from '../live/alertHub'
import { Value } from '../live/value'
import { AlertStore } from './alertStore'
import type { BoardFilter } from './filter'
import { matches, toAddress, toHubFilter } from './filter'

export interface Board {
  store: AlertStore
  status: Value<LiveStatus>
  /** The last card that came in, for screen readers; null until one does. */
  announced: Value<Alert | null>
  phase: 'loading' | 'ready' | 'failed'
  error: unknown
  reset: ResetReason | null
  more: 'idle' | 'loading' | 'failed'
  retry(): void
  reconnect(): void
  loadMore(): void
  /** Takes the state that a command or a refusal brought back. */
  take(alert: Alert): void
}

/** One board: its first page, what is pushed afterwards, and its further pages. */
export function useBoard(filter: BoardFilter): Board {
  const session = useSession()
  const queries = useQueryClient()
  const [store] = useState(() => new AlertStore())
  const [status] = useState(() => new Value<LiveStatus>({ state: 'reconnecting', at: null, since: null }))
  const [announced] = useState(() => new Value<Alert | null>(null))
  const [{ phase, error }, setPhase] = useState<{ phase: Board['phase']; error: unknown }>({ phase: 'loading', error: null })
  const [reset, setReset] = useState<ResetReason | null>(null)
  const [more, setMore] = useState<Board['more']>('idle')
  const [attempt, setAttempt] = useState(0)
  const hub = useRef<AlertHub | null>(null)
  const current = useRef(filter)
  current.current = filter

  const take = useCallback((alert: Alert) => {
    const isNew = store.get(alert.id) === undefined
    const belongs = matches(alert, current.current, namesOf(session))
    if (store.upsert(alert, belongs) && isNew && belongs) announced.set(alert)
    queries.setQueryData<AlertDetail>(['alert', alert.id], (known) =>
      known !== undefined && known.version <= alert.version ? { ...known, ...alert } : known)
  }, [announced, queries, session, store])

  const listener = useMemo(() => ({
    changed: ({ alert }: { alert: Alert }) => take(alert),
    removed: ({ id }: { id: string }) => {
      store.remove(id)
      void queries.invalidateQueries({ queryKey: ['alert', id] })
    },
    counts: store.setCounts.bind(store),
    reset: ({ reason, page }: { reason: ResetReason; page: Parameters<AlertStore['replace']>[0] }) => {
      setReset(reason)
      // The hub knows open cards only; another tab is read again.
      if (current.current.state === 'open') store.replace(page)
      else setAttempt((n) => n + 1)
      void queries.invalidateQueries({ queryKey: ['alert'] })
    },
    status: (next: LiveStatus) => {
      if (next.at !== null) store.setAsOf(next.at)
      status.set(next)
    },
  }), [queries, status, store, take])

  const address = toAddress(filter)
  useEffect(() => {
    const abort = new AbortController()
    hub.current?.pause()
    setPhase({ phase: 'loading', error: null })
    setMore('idle')
    getAlerts(current.current, null, abort.signal).then((page) => {
      store.replace(page)
      const followed = toHubFilter(current.current)
      if (hub.current === null) hub.current = new AlertHub(page.streamCursor, followed, page.asOf, listener)
      else hub.current.follow(page.streamCursor, followed)
      setPhase({ phase: 'ready', error: null })
    }).catch((failure: unknown) => {
      if (!abort.signal.aborted) setPhase({ phase: 'failed', error: failure })
    })
    return () => abort.abort()
  }, [address, attempt, listener, store])

  useEffect(() => () => {
    hub.current?.stop()
    hub.current = null
  }, [])

  useEffect(() => {
    if (reset === null) return
    const timer = setTimeout(() => setReset(null), 8_000)
    return () => clearTimeout(timer)
  }, [reset])

  const loadMore = useCallback(() => {
    const cursor = store.view().nextCursor
    if (cursor === null) return
    const asked = toAddress(current.current)
    setMore('loading')
    getAlerts(current.current, cursor).then((page) => {
      if (asked !== toAddress(current.current) || store.view().nextCursor !== cursor) return
      store.append(page)
      setMore('idle')
    }).catch(() => setMore('failed'))
  }, [store])

  return {
    store, status, announced, phase, error, reset, more, loadMore, take,
    retry: () => setAttempt((n) => n + 1),
    reconnect: () => hub.current?.retryNow(),
  }
}
