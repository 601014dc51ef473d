import { dayOf } from '../app/clock'
import { common } from '../texts'
import type { Scale } from './axis'
import { dayNumber } from './axis'
import type { AlertLine } from './rows'

const shapeOf = (rank: number) => (rank <= 1 ? <path d="M6 .4 11.6 6 6 11.6.4 6Z" /> : rank === 2 ? <path d="M6 1 11.3 10.8H.7Z" strokeLinejoin="round" /> : rank === 3 ? <circle cx="6" cy="6" r="5.2" /> : <rect x="1" y="1" width="10" height="10" />)

/** An alert is a line in the hue of its level, with a shape where it began and where its level changed. */
export function AlertLane({ lines, scale, y, end, onAlert }: { lines: AlertLine[]; scale: Scale; y: number; end: string; onAlert: (id: string) => void }) {
  return lines.map(({ alert, row, from, to, word, wordWidth }) => {
    const middle = y + 3 + row * 22 + 11
    const known = alert.levels.length > 0 ? alert.levels : [{ on: dayOf(alert.raisedAt), rank: alert.levelRank, key: alert.levelKey, word: alert.levelWord }]
    const steps = known.map((level, index) => ({ ...level, x: index === 0 ? from : Math.min(to, scale.clamp(level.on)) }))
    const ahead = to + wordWidth + 16 > scale.width
    const name = [alert.patternName, ...known.map((level) => `${level.on} ${level.word}`), word].join(common.dot)
    return (
      <g
        key={alert.id} className={`axis-alert${alert.later ? ' signal-later' : ''}`} role="button" tabIndex={0} aria-label={name} data-testid="axis-alert"
        onClick={() => onAlert(alert.id)} onKeyDown={(event) => event.key === 'Enter' && onAlert(alert.id)}
      >
        <title>{name}</title>
        {steps.map((step, index) => <line key={index} x1={step.x} x2={steps[index + 1]?.x ?? to} y1={middle} y2={middle} className={`line-${step.key}`} />)}
        {steps.map((step, index) => dayNumber(step.on) <= dayNumber(alert.later ? step.on : end) && (
          <g key={index} transform={`translate(${step.x - 6} ${middle - 6})`} className={`level-shape hue-${step.key}`}>{shapeOf(step.rank)}</g>
        ))}
        <text x={ahead ? from - 10 : to + 8} y={middle + 4} textAnchor={ahead ? 'end' : 'start'} className="axis-note">{word}</text>
      </g>
    )
  })
}
