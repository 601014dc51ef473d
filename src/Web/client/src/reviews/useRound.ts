import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isNotFound } from '../api/http'
import { getColumn, getMatrix, getReview } from '../api/reviews'
import type { Matrix, Round } from '../api/reviews'
import type { LiveStatus } from '../live/line'
import { ReviewHub } from '../live/reviewHub'
import { Value } from '../live/value'

/** Several changes of one column within this time are read once. */
const GATHER_MS = 60

export interface LiveRound {
  round: Round | undefined
  matrix: Matrix | undefined
  error: Error | null
  pending: boolean
  status: Value<LiveStatus>
  refetch(): void
  retryNow(): void
}

/** One round and its matrix, kept as they are on the server for as long as the page is open. */
export function useRound(id: string): LiveRound {
  const queries = useQueryClient()
  const [status] = useState(() => new Value<LiveStatus>({ state: 'reconnecting', at: null, since: null }))
  const hub = useRef<ReviewHub | null>(null)
  const round = useQuery({ queryKey: ['review', id, 'round'], queryFn: ({ signal }) => getReview(id, signal), retry: (count, error) => !isNotFound(error) && count < 2 })
  const matrix = useQuery({ queryKey: ['review', id, 'matrix'], queryFn: ({ signal }) => getMatrix(id, signal), retry: (count, error) => !isNotFound(error) && count < 2 })
  useEffect(() => {
    const waiting = new Map<string, ReturnType<typeof setTimeout>>()
    const all = () => void queries.invalidateQueries({ queryKey: ['review', id] })
    const read = async (unit: string) => {
      waiting.delete(unit)
      try {
        const column = await getColumn(id, unit)
        queries.setQueryData<Matrix>(['review', id, 'matrix'], (old) => old && { ...old, columns: old.columns.map((one) => (one.unit === unit ? column : one)) })
        void queries.invalidateQueries({ queryKey: ['review', id, 'cell', unit] })
      } catch {
        all()
      }
    }
    let first = true
    const live = new ReviewHub(id, {
      column: (unit) => {
        if (!waiting.has(unit)) waiting.set(unit, setTimeout(() => void read(unit), GATHER_MS))
      },
      round: () => {
        // The page reads everything by itself when it opens.
        if (!first) all()
        else void queries.invalidateQueries({ queryKey: ['review', id], predicate: ({ state }) => state.dataUpdatedAt > 0 })
        first = false
      },
      status: (next) => status.set(next),
    })
    hub.current = live
    return () => {
      live.stop()
      for (const timer of waiting.values()) clearTimeout(timer)
    }
  }, [id, queries, status])
  const gone = [round.error, matrix.error].find(isNotFound) ?? null
  return {
    // What the viewer may no longer see does not stay on the page.
    round: gone === null ? round.data : undefined,
    matrix: gone === null ? matrix.data : undefined,
    error: gone ?? round.error ?? matrix.error,
    pending: round.isPending || matrix.isPending,
    status,
    refetch: () => void queries.invalidateQueries({ queryKey: ['review', id] }),
    retryNow: () => hub.current?.retryNow(),
  }
}
