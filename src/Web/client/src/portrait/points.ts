import type { Portrait } from '../api/cadres'
import { common, outcomes, portrait as texts } from '../texts'
import { MEASURE } from './axis'
import { isYearBar } from './rows'
import { labelOf } from './words'

/** A day some months earlier, by the calendar. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const all = year * 12 + month - 1 - months
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}-${day.slice(8)}`
}

/** What the rows come to, each line a count that can be checked against them. Nothing is judged. */
export function pointsOf(portrait: Portrait): [string, string][] {
  const known = portrait.signals.filter((one) => !one.later && !one.copy)
  const recent = known.filter((one) => one.kind !== MEASURE && one.occurredTo >= monthsBefore(portrait.asOf, 24))
  const named = (['substantiated', 'verifying', 'reported', 'unsubstantiated', 'cleared', 'positive'] as const)
    .map((outcome) => [outcomes[outcome], recent.filter((one) => one.outcome === outcome).length] as const).filter(([, count]) => count > 0)
  const other = recent.length - named.reduce((sum, [, count]) => sum + count, 0)
  const parts = [...named.map(([word, count]) => texts.part(word, count)), ...(other > 0 ? [texts.otherPart(other)] : [])].join(common.comma)
  const measures = new Map<string, number>()
  for (const one of known.filter((signal) => signal.kind === MEASURE)) measures.set(labelOf(one), (measures.get(labelOf(one)) ?? 0) + 1)
  const pending = known.filter((one) => one.attribution === 'pending').length
  const notTheirs = known.filter((one) => one.attribution === 'notAttributed').length
  const cleared = known.filter((one) => one.outcome === 'cleared').length
  return [
    [texts.point.recent, texts.recent(recent.length, parts)],
    [texts.point.handled, [...measures].map(([word, count]) => texts.measureTimes(word, count)).join(common.comma) || texts.noMeasure],
    [texts.point.periods, periodsText(portrait)],
    [texts.point.attribution, [pending > 0 ? texts.pendingCount(pending) : '', notTheirs > 0 ? texts.notTheirs(notTheirs) : ''].filter((one) => one !== '').join(common.comma) || texts.noAttribution],
    [texts.point.cleared, cleared > 0 ? texts.clearedCount(cleared) : texts.noCleared],
  ]
}

/** Bars in force on the day; else the last one that ran out, which is not the same as none. */
function periodsText({ periods, asOf }: Portrait): string {
  const bars = periods.filter((one) => one.effect !== '')
  const inForce = bars.filter((one) => one.from <= asOf && (one.to === null || one.to >= asOf))
  if (inForce.length > 0) return inForce.map((one) => texts.barred(one.effect, one.to)).join('；')
  const expired = bars.filter((one) => !isYearBar(one) && one.to !== null && one.to < asOf).sort((a, b) => a.to!.localeCompare(b.to!)).at(-1)
  return expired === undefined ? texts.noBar : texts.expired(expired.measure, expired.to!)
}
