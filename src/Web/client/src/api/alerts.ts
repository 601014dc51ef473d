import type { BoardFilter } from '../board/filter'
import { toQuery } from '../board/filter'
import { request, send } from './http'
import { requestFor } from './purpose'
import type { Alert, AlertDetail, AlertPage, SessionAnswer, Signal } from './types'

export const PAGE_SIZE = 50

export const getSession = (signal?: AbortSignal) => request<SessionAnswer>('/api/session', { signal })

export function getAlerts(filter: BoardFilter, cursor: string | null, signal?: AbortSignal): Promise<AlertPage> {
  const query = toQuery(filter)
  query.set('limit', String(PAGE_SIZE))
  if (cursor !== null) query.set('cursor', cursor)
  return request<AlertPage>(`/api/alerts?${query}`, { signal })
}

/** @param cadre Whose alert it is, where that is known: a purpose is asked for once for each person. */
export const getAlert = (id: string, cadre?: string, signal?: AbortSignal) => requestFor<AlertDetail>(cadre ?? id, `/api/alerts/${encodeURIComponent(id)}`, { signal: signal ?? null })

export const getSignal = (cadre: string, id: string, signal?: AbortSignal) => requestFor<Signal>(cadre, `/api/signals/${encodeURIComponent(id)}`, { signal })

/** What a viewer may do with an alert, with what the server wants to know for it. */
export type Command =
  | { action: 'acknowledge' }
  | { action: 'assign'; to: string }
  | { action: 'snooze'; until: string; reason: string }
  | { action: 'dismiss'; reason: string }
  | { action: 'close'; reason: string }
  | { action: 'escalate'; to: string; reason: string }
  | { action: 'merge'; into: string; reason: string }

export type ActionName = Command['action']

/** Carries out a command on exactly the version the viewer saw. */
export function execute(id: string, version: number, command: Command): Promise<Alert> {
  const { action, ...body } = command
  return send<Alert>('POST', `/api/alerts/${encodeURIComponent(id)}/${action}`, { ...body, version })
}
