import { request } from './http'
import type { LevelKey } from './types'

/** A figure of the wall; null where one or two stand behind it, or where it would give such a one away. */
export type Figure = number | null
export interface Wall {
  district: string
  demo: boolean
  asOf: string
  policyVersion: string
  levels: { rank: number; key: LevelKey; word: string; name: string; total: Figure; waiting: Figure }[]
  classes: { name: string; counts: Figure[] }[]
  patterns: { name: string; total: number }[]
  weeks: { from: string; counts: Figure[] }[]
}

export const getWall = (signal?: AbortSignal) => request<Wall>('/api/wall', { signal })
