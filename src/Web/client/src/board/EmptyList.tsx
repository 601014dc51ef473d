import { Button } from 'antd'
import { seconds } from '../app/clock'
import { board } from '../texts'
import type { BoardFilter } from './filter'
import { everything, isNarrowed } from './filter'

export function EmptyList({ filter, asOf, onChange }: { filter: BoardFilter; asOf: string | null; onChange: (filter: BoardFilter) => void }) {
  if (isNarrowed(filter) || filter.level !== null)
    return (
      <div className="message" role="status">
        {board.emptyFiltered}
        <Button size="small" onClick={() => onChange({ ...everything, state: filter.state })}>{board.clear}</Button>
      </div>
    )
  const text = filter.state === 'open' ? board.empty : board.emptyState
  return <div className="message" role="status">{text(seconds(asOf))}</div>
}
