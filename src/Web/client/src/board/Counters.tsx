import type { ReactNode } from 'react'
import type { Counts } from '../api/types'
import { count } from '../app/clock'
import { useSession } from '../app/session'
import { LevelShape } from '../marks/LevelMark'
import { board, common } from '../texts'
import type { BoardFilter } from './filter'

interface Props { counts: Counts | null; filter: BoardFilter; onChange: (filter: BoardFilter) => void; phone: boolean }

/** The counts of what this viewer may see; each one opens its list. */
export function Counters({ counts, filter, onChange, phone }: Props) {
  const { levels } = useSession()
  const { state, level, unacknowledged } = filter
  const go = (change: Partial<BoardFilter>) => () => onChange({ ...filter, state: 'open', level: null, unacknowledged: false, ...change })
  const figure = (value: number | undefined) => (value === undefined ? common.none : count(value))
  return (
    <div className="counters" role="tablist" aria-label={board.counters}>
      <Counter id="total" on={state === 'open' && level === null && !unacknowledged} onClick={go({})} label={board.total}>{figure(counts?.total)}</Counter>
      {levels.map((one) => (
        <Counter
          key={one.rank} id={`level-${one.rank}`} on={state === 'open' && level === one.rank} onClick={go({ level: one.rank })}
          label={<><LevelShape rank={one.rank} hue={one.key} size={11} />{one.name}</>}
        >
          {counts === null ? common.none : count(counts.byLevel.find((row) => row.rank === one.rank)?.total ?? 0)}
        </Counter>
      ))}
      {!phone && (
        <>
          <span className="counter-rule" aria-hidden="true" />
          <Counter id="waiting" on={state === 'open' && level === null && unacknowledged} onClick={go({ unacknowledged: true })} label={board.waiting}>{figure(counts?.unacknowledged)}</Counter>
          <Counter id="snoozed" on={state === 'snoozed'} onClick={go({ state: 'snoozed' })} label={board.snoozed}>{figure(counts?.snoozed)}</Counter>
          <Counter id="done" on={state === 'closed' || state === 'dismissed'} onClick={go({ state: 'closed' })} label={board.doneThisMonth}>
            {figure(counts?.closedThisMonth)}<small> / {figure(counts?.dismissedThisMonth)}</small>
          </Counter>
        </>
      )}
    </div>
  )
}

function Counter({ id, on, onClick, label, children }: { id: string; on: boolean; onClick: () => void; label: ReactNode; children: ReactNode }) {
  return (
    <button type="button" role="tab" className="counter" aria-selected={on} onClick={onClick} data-testid={`counter-${id}`}>
      <span className="counter-label">{label}</span>
      <span className="counter-figure">{children}</span>
    </button>
  )
}
