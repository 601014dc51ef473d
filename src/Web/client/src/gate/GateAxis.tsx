import { useRef } from 'react'
import type { GatePeriod } from '../api/measures'
import { useSize } from '../portrait/useSize'
import { gate as texts } from '../texts'

const DAY = 86_400_000
const ROW = 30
const LEFT = 108
const at = (day: string): number => Date.parse(day)

/** The periods that bear on the action, over the quarters round the day. */
export function GateAxis({ periods, on }: { periods: GatePeriod[]; on: string }) {
  const ref = useRef<HTMLDivElement>(null)
  const width = useSize(ref, 960)
  const edges = periods.flatMap((one) => [at(one.from), one.to === null ? at(on) : at(one.to)]).concat(at(on))
  const from = Math.min(...edges) - 30 * DAY
  const to = Math.max(...edges, at(on) + 90 * DAY) + 60 * DAY
  const inner = Math.max(200, width - LEFT - 12)
  const x = (time: number) => LEFT + (inner * (time - from)) / (to - from)
  const height = 26 + periods.length * ROW + 6
  return (
    <div ref={ref} className="axis gate-axis">
      <svg width={Math.max(width, 1)} height={height} role="img" aria-label={texts.periods}>
        {ticks(from, to).map((tick) => (
          <g key={tick}><line className="axis-year" x1={x(at(tick))} x2={x(at(tick))} y1={4} y2={height} /><text className="axis-tick" x={x(at(tick)) + 4} y={16}>{tick.slice(0, 7)}</text></g>
        ))}
        {periods.map((one, index) => {
          const y = 26 + index * ROW
          const end = one.to === null ? to : at(one.to) + DAY
          const span = texts.span(one.from, one.to)
          const wide = x(end) - x(at(one.from))
          return (
            <g key={`${one.name}${one.from}${index}`}>
              <text className="lane-label" x={12} y={y + 15}>{one.name}</text>
              <rect className={`gate-bar gate-bar-${one.standing}`} x={x(at(one.from))} y={y} width={Math.max(2, wide)} height={20} rx={1} />
              {one.standing === 'over' && <line className="gate-after" x1={x(end)} x2={LEFT + inner} y1={y + 10} y2={y + 10} />}
              {wide > 170 && <text className={one.standing === 'inForce' ? 'gate-bar-text-on' : undefined} x={x(at(one.from)) + 6} y={y + 14}>{span}</text>}
              {wide <= 170 && <text x={x(end) + 6} y={y + 14} className="axis-note">{span}</text>}
            </g>
          )
        })}
        <line className="axis-cut" x1={x(at(on))} x2={x(at(on))} y1={4} y2={height} />
        <rect className="axis-tag" x={x(at(on)) - 20} y={2} width={40} height={17} rx={2} /><text className="axis-tag-text" x={x(at(on))} y={15} textAnchor="middle">{on.slice(5)}</text>
      </svg>
    </div>
  )
}

/** First days of quarters, or of years where there are too many. */
function ticks(from: number, to: number): string[] {
  const found: string[] = []
  const step = (to - from) / DAY > 1500 ? 12 : 3
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(to).getUTCFullYear(); year++)
    for (let month = 1; month <= 12; month += step) {
      const day = `${year}-${String(month).padStart(2, '0')}-01`
      if (at(day) > from && at(day) < to) found.push(day)
    }
  return found
}
