import type { Period, Portrait, PortraitAlert } from '../api/cadres'
import { dayOf } from '../app/clock'
import { portrait as texts } from '../texts'
import type { Scale } from './axis'
import { fit, pack, textWidth } from './axis'

export interface AlertLine { alert: PortraitAlert; row: number; from: number; to: number; word: string; wordWidth: number }

/** The word at the end of an alert's line. */
export const alertEnd = (alert: PortraitAlert): string =>
  alert.state === 'open' || alert.state === 'snoozed' ? texts.standing : texts.ended[alert.state]

/** Alerts from the oldest, each in the first row that is free, with room for the word at its end. */
export function alertRows(portrait: Portrait, alerts: readonly PortraitAlert[], scale: Scale): AlertLine[] {
  const sorted = [...alerts].sort((a, b) => a.raisedAt.localeCompare(b.raisedAt))
  const lines = sorted.map((alert) => {
    const from = scale.clamp(dayOf(alert.raisedAt))
    const to = Math.max(from + 4, scale.clamp(alert.endedAt === null ? (alert.later ? portrait.today : portrait.asOf) : dayOf(alert.endedAt)))
    // A later one says so where there is room behind it; its colour and the legend say so too.
    const word = !alert.later ? alertEnd(alert) : to + textWidth(texts.laterMark, 11) + 16 <= scale.width ? texts.laterMark : ''
    return { alert, from, to, word, wordWidth: textWidth(word, 11) }
  })
  return pack(lines, (line) => {
    const ahead = line.to + line.wordWidth + 16 > scale.width
    return { from: line.from - 8 - (ahead ? line.wordWidth + 8 : 0), to: line.to + (ahead ? 10 : line.wordWidth + 16) }
  }).map(({ item, row }) => ({ ...item, row }))
}

export interface PeriodLine { period: Period; row: number; from: number; to: number; label: string; before: boolean }

/** A bar of the year alone is drawn dashed: it stands in the way of commendation, not of use. */
export const isYearBar = (period: Period): boolean => period.effect === texts.commendation

export const periodLabel = (period: Period): string => {
  if (period.effect === '') return `${period.measure}：${texts.recordOnly}`
  if (isYearBar(period) && period.to !== null) return texts.yearLine(period.measure, period.to.slice(0, 4))
  return `${period.measure}：${texts.barred(period.effect, period.to)}`
}

export function periodRows(periods: readonly Period[], scale: Scale): PeriodLine[] {
  const lines = periods.filter((one) => one.effect !== '').map((period) => {
    const from = scale.clamp(period.from)
    const to = Math.max(from + 6, period.to === null ? scale.width : scale.clamp(period.to))
    // Behind its bar where there is more room, else before it; cut where neither holds it whole. The table has all of it.
    const behind = scale.width - to - 10
    const ahead = from - scale.left - 10
    const whole = periodLabel(period)
    const before = textWidth(whole, 11) > behind && ahead > behind
    return { period, from, to, label: fit(whole, before ? ahead : behind, 11), before }
  })
  return pack(lines, (line) => {
    const label = textWidth(line.label, 11) + 12
    return { from: line.from - (line.before ? label : 2), to: line.to + (line.before ? 4 : label) }
  }).map(({ item, row }) => ({ ...item, row }))
}
