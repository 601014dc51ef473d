import type { Alert } from '../api/types'
import type { Group } from './order'

export const HEAD_HEIGHT = 28
export const ROW_HEIGHT = 52
const LINE_HEIGHT = 19
/** A short sentence has at most 52 full widths; frames and unbroken numbers cost up to two more. */
const SHORT_WIDTHS = 54
/** Below this a list draws its rows closer. */
export const NARROW = 760
/** Beside the sentence stand so many px; with its font size they mirror row.css. */
const narrow = { beside: 256, font: 13 }
const wide = { beside: 406, font: 14 }

/** The height every row of a list so wide needs so that no sentence is cut off: 52, and more only in a narrow window. */
export function rowHeight(listWidth: number): number {
  const { beside, font } = listWidth < NARROW ? narrow : wide
  const perLine = Math.max(8, Math.floor((listWidth - beside) / font))
  const lines = Math.ceil(SHORT_WIDTHS / perLine)
  return lines <= 2 ? ROW_HEIGHT : ROW_HEIGHT + (lines - 2) * LINE_HEIGHT
}

export type Item = { kind: 'head'; top: number; rank: number; group: Group } | { kind: 'row'; top: number; alert: Alert }
export interface Layout { items: Item[]; height: number }

/** Heads and rows with their positions. */
export function layOut(groups: readonly Group[], row: number): Layout {
  const items: Item[] = []
  let top = 0
  for (const group of groups) {
    items.push({ kind: 'head', top, rank: group.rank, group })
    top += HEAD_HEIGHT
    for (const alert of group.alerts) {
      items.push({ kind: 'row', top, alert })
      top += row
    }
  }
  return { items, height: top }
}

/** The items to draw: all up to 100, above that those in sight and a screen around them. */
export function inSight({ items }: Layout, from: number, height: number): Item[] {
  if (items.length <= 100) return items
  return items.filter((item) => item.top >= from - height && item.top <= from + 2 * height)
}

/** The head that sticks at the top, and how far the next one has pushed it up. */
export function stuckHead({ items }: Layout, from: number): { group: Group; shift: number } | null {
  let found: Group | null = null
  for (const item of items) {
    if (item.kind !== 'head') continue
    if (item.top > from) return found === null ? null : { group: found, shift: Math.min(0, item.top - from - HEAD_HEIGHT) }
    found = item.group
  }
  return found === null ? null : { group: found, shift: 0 }
}
