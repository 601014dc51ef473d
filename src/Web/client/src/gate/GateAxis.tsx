import { useRef } from 'react'
import type { GatePeriod } from '../api/measures'
import { textWidth } from '../portrait/axis'
import { useSize } from '../portrait/useSize'
import { gate as texts } from '../texts'
import { noteOf, ticksOf } from './axis'

const DAY = 86_400_000
const ROW = 30
const NOTE = 11
const at = (day: string): number => Date.parse(day)

/** The periods that bear on the action, over the quarters round the day. */
export function GateAxis({ periods, on }: { periods: GatePeriod[]; on: string }) {
  const ref = useRef<HTMLDivElement>(null)
  const width = useSize(ref, 960)
  const edges = periods.flatMap((one) => [at(one.from), one.to === null ? at(on) : at(one.to)]).concat(at(on))
  const from = Math.min(...edges) - 30 * DAY
  const to = Math.max(...edges, at(on) + 90 * DAY) + 60 * DAY
  const left = width < 600 ? 64 : 108
  const inner = Math.max(200, width - left - 12)
  const x = (time: number) => left + (inner * (time - from)) / (to - from)
  const height = 26 + periods.length * ROW + 6
  return (
    <div ref={ref} className="axis gate-axis">
      <svg width={Math.max(width, 1)} height={height} role="img" aria-label={texts.periods}>
        {ticksOf(from, to, inner, x(at(on)) - left).map(({ day, label }) => (
          <g key={day}><line className="axis-year" x1={x(at(day))} x2={x(at(day))} y1={4} y2={height} />{label && <text className="axis-tick" x={x(at(day)) + 4} y={16}>{day.slice(0, 7)}</text>}</g>
        ))}
        {periods.map((one, index) => {
          const y = 26 + index * ROW
          const end = one.to === null ? to : at(one.to) + DAY
          const span = texts.span(one.from, one.to)
          const room = textWidth(span, NOTE)
          const note = noteOf(x(at(one.from)), x(end), left, left + inner, room)
          const after = note.anchor === 'start' && !note.inside ? note.x + room + 6 : x(end)
          return (
            <g key={`${one.name}${one.from}${index}`}>
              <text className="lane-label" x={12} y={y + 15}>{one.name}</text>
              <rect className={`gate-bar gate-bar-${one.standing}`} x={x(at(one.from))} y={y} width={Math.max(2, x(end) - x(at(one.from)))} height={20} rx={1} />
              {one.standing === 'over' && after < left + inner && <line className="gate-after" x1={after} x2={left + inner} y1={y + 10} y2={y + 10} />}
              <text className={note.inside ? (one.standing === 'inForce' ? 'gate-bar-text-on' : undefined) : 'axis-note'} x={note.x} y={y + 14} textAnchor={note.anchor}>{span}</text>
            </g>
          )
        })}
        <line className="axis-cut" x1={x(at(on))} x2={x(at(on))} y1={4} y2={height} />
        <rect className="axis-tag" x={x(at(on)) - 20} y={2} width={40} height={17} rx={2} /><text className="axis-tag-text" x={x(at(on))} y={15} textAnchor="middle">{on.slice(5)}</text>
      </svg>
    </div>
  )
}
