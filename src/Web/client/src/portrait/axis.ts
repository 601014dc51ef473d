import type { Portrait, PortraitSignal } from '../api/cadres'

const DAY = 86_400_000

/** Days as numbers: whole days since 1970, of a `yyyy-MM-dd`. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
export const dayText = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

export interface Scale { from: number; to: number; left: number; width: number; x(day: string): number; clamp(day: string): number }

/** One scale for all lanes: whole years from the first thing shown, at most so many before this one, and a little room after today. */
export function scaleOf(portrait: Portrait, left: number, width: number, years = 19): Scale {
  const year = Number(portrait.today.slice(0, 4))
  const days = [...portrait.signals.map((one) => one.occurredFrom), ...portrait.alerts.map((one) => one.raisedAt.slice(0, 10)), ...portrait.periods.map((one) => one.from)]
  const first = days.reduce((least, day) => Math.min(least, Number(day.slice(0, 4))), year - 5)
  const from = dayNumber(`${Math.max(first, year - years)}-01-01`)
  const last = dayNumber(portrait.today)
  const to = last + Math.max(45, Math.round((last - from) * 0.04))
  const x = (day: string) => left + ((dayNumber(day) - from) / (to - from)) * (width - left)
  return { from, to, left, width, x, clamp: (day) => Math.min(width, Math.max(left, x(day))) }
}

/** The first days of the years on the scale. */
export function yearsOf({ from, to }: Scale): string[] {
  const years: string[] = []
  for (let year = Number(dayText(from).slice(0, 4)); dayNumber(`${year}-01-01`) <= to; year++) years.push(`${year}-01-01`)
  return years
}

/** The first days of the half years between. */
export const halvesOf = (scale: Scale): string[] => yearsOf(scale).map((day) => `${day.slice(0, 4)}-07-01`).filter((day) => dayNumber(day) <= scale.to)

export type LaneName = 'complaint' | 'audit' | 'inspection' | 'evaluation' | 'matters' | 'justice' | 'positive' | 'other'
const laneOrder: LaneName[] = ['complaint', 'audit', 'inspection', 'evaluation', 'matters', 'justice', 'positive', 'other']
const laneOfKind: Readonly<Record<string, LaneName>> = {
  complaint: 'complaint', petition: 'complaint', audit: 'audit', inspection: 'inspection', rectification: 'inspection', evaluation: 'evaluation', assessment: 'evaluation', points: 'evaluation',
  personalMatters: 'matters', familyBusiness: 'matters', concurrentPost: 'matters', exitEntry: 'matters', archive: 'matters', discipline: 'justice', court: 'justice', procuratorate: 'justice',
  police: 'justice', tax: 'justice', enforcement: 'justice', commendation: 'positive', followUp: 'positive',
}
export const MEASURE = 'measure'
export const laneOf = (kind: string): LaneName => laneOfKind[kind] ?? 'other'

/** Lanes that have something, copies of a letter aside, in their order, each from the oldest signal. Later ones keep their lane, so that a step in time moves no lane. */
export function lanesOf(signals: readonly PortraitSignal[]): { name: LaneName; signals: PortraitSignal[] }[] {
  const sorted = signals.filter((one) => one.kind !== MEASURE && !one.copy).sort((a, b) => a.occurredTo.localeCompare(b.occurredTo))
  return laneOrder.map((name) => ({ name, signals: sorted.filter((one) => laneOf(one.kind) === name) })).filter((lane) => lane.signals.length > 0)
}

/** About how wide a text is at this size: Chinese characters are square, others little more than half. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + (/[\u2e80-\uffff“”—…]/u.test(char) ? size : size * 0.58), 0)

/** Rows for things that overlap on the axis: each goes to the first row that is free at its beginning. */
export function pack<T>(items: readonly T[], extent: (item: T) => { from: number; to: number }): { item: T; row: number }[] {
  const ends: number[] = []
  return items.map((item) => {
    const { from, to } = extent(item)
    const free = ends.findIndex((end) => end <= from)
    const row = free < 0 ? ends.length : free
    ends[row] = to
    return { item, row }
  })
}

/** Half a mark and the space beside it. */
const GAP = 9

/** On which side of its mark a label finds room: behind it up to the next mark or the nearest edge, else before it; null where neither has. */
export function sides(marks: readonly { x: number; label: string }[], size: number, edges: readonly number[]): ('right' | 'left' | null)[] {
  let taken = -Infinity
  return marks.map(({ x, label }, index) => {
    const width = textWidth(label, size) + 4
    const next = (marks[index + 1]?.x ?? Infinity) - GAP
    const edge = Math.min(...edges.filter((one) => one > x - 1), Infinity)
    const before = Math.max(taken, ...edges.filter((one) => one < x), -Infinity)
    const right = label !== '' && x + GAP + width <= Math.min(next, edge)
    const left = label !== '' && !right && x - GAP - width >= before
    taken = right ? x + GAP + width : x + GAP
    return right ? 'right' : left ? 'left' : null
  })
}

/** A text that fits into the room, cut at a whole character with … where it does not; nothing where not even one does. */
export function fit(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text
  const chars = [...text]
  while (chars.length > 0 && textWidth(`${chars.join('')}…`, size) > room) chars.pop()
  return chars.length === 0 ? '' : `${chars.join('')}…`
}
