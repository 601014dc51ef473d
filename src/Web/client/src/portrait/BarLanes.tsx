import type { Portrait, PortraitSignal } from '../api/cadres'
import { common, portrait as texts } from '../texts'
import type { Scale } from './axis'
import { dayNumber, fit, textWidth } from './axis'
import { lasting } from './known'
import type { PeriodLine } from './rows'
import { isYearBar } from './rows'
import { labelOf } from './words'

function Bar({ from, to, y, className, text, title }: { from: number; to: number; y: number; className: string; text: string; title: string }) {
  const width = Math.max(to - from, 3)
  return (
    <g>
      <title>{title}</title>
      <rect x={from} y={y + 5} width={width} height="18" rx="2" className={className} />
      <text x={from + 5} y={y + 18} className="bar-text">{fit(text, width - 8, 11.5)}</text>
    </g>
  )
}

/** Posts one after the other; one that is held goes on to the edge. */
export function PostLane({ portrait, scale, y }: { portrait: Portrait; scale: Scale; y: number }) {
  return portrait.posts.map((post, index) => {
    const from = post.from === null ? scale.left : scale.clamp(post.from)
    const to = post.to === null ? scale.width : scale.clamp(post.to)
    if (to <= scale.left) return null
    const name = post.post || post.unitName
    const text = post.reportedOn !== null && dayNumber(post.reportedOn) >= scale.from ? `${name}${texts.reported(post.reportedOn)}` : name
    return <Bar key={index} from={from} to={to - 1} y={y} className={post.to === null ? 'bar-held' : 'bar-post'} text={text} title={[name, post.from, post.to].filter((one) => one !== null).join(' ')} />
  })
}

export function FieldLane({ portrait, scale, y }: { portrait: Portrait; scale: Scale; y: number }) {
  const fields = portrait.posts.flatMap((post) => post.fields.map((field) => ({ ...field, to: field.to ?? post.to })))
  const same = (a: { from: string; to: string | null }, b: typeof a) => a.from === b.from && a.to === b.to
  const merged = fields.filter((field, index) => fields.findIndex((one) => same(one, field)) === index)
    .map((field) => ({ ...field, field: fields.filter((one) => same(one, field)).map((one) => one.field).join(common.comma) }))
  return merged.map((field, index) => {
    const to = field.to === null ? scale.width : scale.clamp(field.to)
    if (to <= scale.left) return null
    const span = lasting(field.from, field.to ?? portrait.asOf)
    return <Bar key={index} from={scale.clamp(field.from)} to={to - 1} y={y} className="bar-field" text={`${field.field} ${texts.lasted(span.years, span.months)}`} title={`${field.field} ${field.from}`} />
  })
}

/** Measures as grey bars with their word, never narrower than it. */
export function MeasureLane({ signals, scale, y }: { signals: PortraitSignal[]; scale: Scale; y: number }) {
  return signals.map((one) => {
    const label = labelOf(one)
    const from = Math.min(scale.clamp(one.occurredFrom), scale.width - textWidth(label, 11.5) - 12)
    const to = Math.max(scale.clamp(one.occurredTo), from + textWidth(label, 11.5) + 12)
    return <Bar key={one.id} from={from} to={to} y={y} className={one.later ? 'bar-later' : 'bar-measure'} text={label} title={`${label} ${one.occurredFrom}`} />
  })
}

/** Influence periods in ink: solid where use is barred, dashed where commendation is. */
export function PeriodLane({ lines, y }: { lines: PeriodLine[]; y: number }) {
  return lines.map(({ period, row, from, to, label, before }, index) => {
    const top = y + 4 + row * 21
    return (
      <g key={index}>
        <title>{period.steps}</title>
        <rect x={from} y={top} width={to - from} height="16" rx="2" className={isYearBar(period) ? 'bar-year' : 'bar-barred'} />
        <text x={before ? from - 6 : to + 6} y={top + 12} textAnchor={before ? 'end' : 'start'} className="bar-note">{label}</text>
      </g>
    )
  })
}

