import type { PortraitSignal } from '../api/cadres'
import { briefDay } from '../app/clock'
import { OutcomeShape } from '../marks/OutcomeMark'
import { common, outcomes, portrait as texts } from '../texts'
import type { LaneName, Scale } from './axis'
import { sides } from './axis'
import { labelOf, matterOf, satisfied } from './words'

const SIZE = 11

/** Outcome shapes at the day of the fact; ballots as dots whose height is the share of satisfied. A label stands where there is room. */
export function SignalLane({ lane, signals, scale, y, height, asOf }: { lane: LaneName; signals: PortraitSignal[]; scale: Scale; y: number; height: number; asOf: string }) {
  const marks = signals.map((signal) => ({ signal, x: scale.clamp(signal.occurredTo), label: label(signal, lane, asOf) }))
  const room = sides(marks, SIZE, [scale.left, scale.clamp(asOf), scale.width])
  const middle = y + height / 2
  return marks.map(({ signal, x, label: text }, index) => {
    const near = index > 0 && x - marks[index - 1]!.x < 9
    const centre = middle + (signal.status === 'recorded' && signal.outcome !== 'positive' ? height01(signal) : near && index % 2 === 1 ? -5 : near ? 5 : 0)
    return (
      <g key={signal.id} className={signal.later ? 'signal-later' : undefined} data-testid="axis-signal" data-later={signal.later}>
        <title>{[signal.occurredTo, signal.kindName, matterOf(signal), outcomes[signal.outcome], signal.later ? texts.laterMark : ''].filter((one) => one !== '').join(common.dot)}</title>
        <g transform={`translate(${x - 5.5} ${centre - 5.5}) scale(0.92)`} className="axis-mark"><OutcomeShape status={signal.outcome} /></g>
        {room[index] !== null && <text x={room[index] === 'right' ? x + 9 : x - 9} y={middle + 4} textAnchor={room[index] === 'right' ? 'start' : 'end'} className="axis-note">{text}</text>}
      </g>
    )
  })
}

const height01 = (signal: PortraitSignal): number => {
  const rate = satisfied(signal)
  return rate === null ? 0 : 5 - Math.min(1, Math.max(0, (rate - 60) / 40)) * 10
}

function label(signal: PortraitSignal, lane: LaneName, asOf: string): string {
  if (signal.later) return texts.laterMark
  const last = signal.revisions.at(-1)
  if (signal.outcome === 'cleared' && last !== undefined && last.since <= asOf) return `${outcomes.cleared} ${briefDay(last.since)}`
  return lane === 'complaint' ? outcomes[signal.outcome] : labelOf(signal)
}
