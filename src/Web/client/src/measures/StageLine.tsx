import type { Measure } from '../api/measures'
import { briefDay, dayOf } from '../app/clock'

/** The stages of this kind in their order, with who brought the measure there and when. */
export function StageLine({ line, stage, named }: { line: Measure['line']; stage: string; named: (account: string) => string }) {
  return (
    <ol className="stages">
      {line.map((one) => (
        <li key={one.stage} className={`stage${one.done ? ' stage-done' : ''}`} aria-current={one.stage === stage ? 'step' : undefined}>
          <span className="stage-dot" aria-hidden="true" /><b>{one.word}</b>
          <small>{one.by === null ? '' : named(one.by)} {one.at === null ? '' : briefDay(dayOf(one.at))}</small>
        </li>
      ))}
    </ol>
  )
}
