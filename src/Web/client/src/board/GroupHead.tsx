import type { Counts } from '../api/types'
import { count } from '../app/clock'
import { useSession } from '../app/session'
import { LevelShape } from '../marks/LevelMark'
import { board, common } from '../texts'
import type { BoardFilter } from './filter'
import { isNarrowed } from './filter'
import type { Group } from './order'

interface Props { group: Group; counts: Counts | null; filter: BoardFilter; complete: boolean; stuck?: boolean }

/** Level, how many of it there are, and how many of them wait or are not loaded yet. */
export function GroupHead({ group, counts, filter, complete, stuck = false }: Props) {
  const level = useSession().levels.find((one) => one.rank === group.rank)
  const counted = filter.state === 'open' && !isNarrowed(filter) ? counts?.byLevel.find((one) => one.rank === group.rank) : undefined
  const loaded = group.alerts.length
  const total = counted?.total ?? loaded
  const waiting = counted?.unacknowledged ?? group.alerts.filter((one) => one.state === 'open' && !one.acknowledged).length
  const right = [
    waiting > 0 ? board.groupWaiting(count(waiting)) : null,
    (loaded < total || (!complete && counted === undefined)) ? board.groupLoaded(count(loaded)) : null,
  ].filter((one) => one !== null)
  return (
    <div className={`group${stuck ? ' group-stuck' : ''}`} {...(stuck ? { 'aria-hidden': true } : { 'data-testid': `group-${group.rank}`, role: 'heading', 'aria-level': 2 })}>
      {level !== undefined && <LevelShape rank={level.rank} hue={level.key} size={10} />}
      <b>{level?.name ?? group.alerts[0]?.level.word}</b>
      <span>{board.groupCount(count(Math.max(total, loaded)))}</span>
      <span className="group-right">{right.join(common.dot)}</span>
    </div>
  )
}
