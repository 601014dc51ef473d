import { request } from './http'
import type { LevelName } from './types'

/** A count; null where it is withheld, because it is small or would tell one that is. */
export type Figure = number | null
export interface Wall {
  levels: LevelName[]
  classes: { name: string; counts: Figure[]; total: Figure }[]
  /** By level. */
  totals: Figure[]
  total: Figure
  /** Counts below this are withheld. */
  least: number
  asOf: string
}

export const getWall = (signal?: AbortSignal) => request<Wall>('/api/wall', { signal })
