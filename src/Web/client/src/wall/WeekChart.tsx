import { useRef } from 'react'
import type { Wall } from '../api/wall'
import { useBox } from './useBox'
import { ceilingOf } from './ceiling'

const LEFT = 40
const FOOT = 34

/** New alerts by week, stacked by level, each level with its own hatching besides its hue. */
export function WeekChart({ wall }: { wall: Wall }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(box)
  const top = ceilingOf(Math.max(0, ...wall.weeks.map((week) => week.counts.reduce<number>((sum, value) => sum + (value ?? 0), 0))))
  const plot = height - FOOT - 10
  const y = (value: number) => 10 + plot - (value / top) * plot
  const step = (width - LEFT) / Math.max(1, wall.weeks.length)
  return (
    <div ref={box} className="wall-weeks">
      <svg width={width} height={height} role="img" aria-label={wall.weeks.map((week) => `${week.from} ${week.counts.map((value) => value ?? '').join(' ')}`).join('; ')}>
        <defs>
          <pattern id="wall-orange" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#F59A3C" /><rect width="3" height="8" fill="#8A4D10" /></pattern>
          <pattern id="wall-yellow" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="#F2CF4A" /><circle cx="4.5" cy="4.5" r="1.6" fill="#84690E" /></pattern>
          <pattern id="wall-blue" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#5BB8E0" /><rect y="3" width="8" height="2" fill="#1F5F7E" /></pattern>
        </defs>
        {[0, 1, 2, 3, 4].map((n) => (
          <g key={n}>
            <line x1={LEFT} x2={width} y1={y((top / 4) * n)} y2={y((top / 4) * n)} className="wall-grid" />
            <text x={LEFT - 10} y={y((top / 4) * n) + 5} textAnchor="end" className="wall-tick">{(top / 4) * n}</text>
          </g>
        ))}
        {wall.weeks.map((week, index) => {
          let base = 0
          const x = LEFT + index * step + step * 0.2
          return (
            <g key={week.from}>
              {week.counts.map((value, level) => {
                if (value === null || value === 0) return null
                const key = wall.levels[level]?.key ?? 'red'
                const bottom = base
                base += value
                return <rect key={level} x={x} y={y(base)} width={step * 0.6} height={y(bottom) - y(base)} fill={key === 'red' ? '#FF6B63' : `url(#wall-${key})`} />
              })}
              <text x={x + step * 0.3} y={height - 10} textAnchor="middle" className="wall-tick">{week.from.slice(5)}</text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
