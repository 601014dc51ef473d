import type { Outcome } from '../api/cadres'
import { common, outcomes } from '../texts'

/** What became of a signal: ink shapes, so that a level and an outcome cannot be mixed up. A ballot or score has none. */
export function OutcomeMark({ status }: { status: Outcome }) {
  if (status === 'recorded') return <span className="outcome" title={outcomes.recorded} aria-label={outcomes.recorded}>{common.none}</span>
  return (
    <span className={`outcome outcome-${status}`}>
      <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true"><OutcomeShape status={status} /></svg>
      {outcomes[status]}
    </span>
  )
}

/** The shape alone, 12 wide, for a place where the word stands beside or in the title. */
export const OutcomeShape = ({ status }: { status: Outcome }) => shapes[status]

const ring = { cx: 6, cy: 6, r: 4.8, fill: 'none', stroke: 'currentColor', strokeWidth: 1.3 }
const shapes: Record<Outcome, React.ReactNode> = {
  recorded: <circle cx="6" cy="6" r="2.4" fill="currentColor" />,
  substantiated: <circle cx="6" cy="6" r="5.3" fill="currentColor" />,
  verifying: <><circle {...ring} /><path d="M6 1.2a4.8 4.8 0 0 1 0 9.6Z" fill="currentColor" /></>,
  reported: <circle {...ring} strokeDasharray="1.9 1.87" />,
  unsubstantiated: <><circle {...ring} /><path d="M2.6 9.4 9.4 2.6" stroke="currentColor" strokeWidth="1.3" /></>,
  cleared: <><circle {...ring} /><path d="m3.6 6.2 1.7 1.7 3.1-3.6" fill="none" stroke="currentColor" strokeWidth="1.3" /></>,
  withdrawn: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.3" />,
  positive: <path d="m6 .8 1.6 3.4 3.7.5-2.7 2.6.7 3.7L6 9.2 2.7 11l.7-3.7L.7 4.7l3.7-.5Z" fill="var(--navy)" />,
}
