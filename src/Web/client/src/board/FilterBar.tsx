import { Checkbox, Segmented, Select } from 'antd'
import { useSession } from '../app/session'
import { DownIcon } from '../marks/icons'
import { board } from '../texts'
import type { BoardFilter } from './filter'

export interface FilterProps { filter: BoardFilter; onChange: (filter: BoardFilter) => void }

export function FilterBar({ filter, onChange }: FilterProps) {
  const { units, patterns } = useSession()
  const finished = filter.state === 'closed' || filter.state === 'dismissed'
  return (
    <div className="filters" role="group" aria-label={board.filters}>
      {finished && (
        <Segmented
          size="small" aria-label={board.doneThisMonth} value={filter.state} onChange={(state) => onChange({ ...filter, state: state as BoardFilter['state'] })}
          options={[{ value: 'closed', label: board.closed }, { value: 'dismissed', label: board.dismissed }]}
        />
      )}
      <Segmented
        size="small" aria-label={board.owner} value={filter.mine ? 'mine' : 'all'} onChange={(value) => onChange({ ...filter, mine: value === 'mine' })}
        options={[{ value: 'all', label: board.all }, { value: 'mine', label: board.mine }]}
      />
      <UnitSelect filter={filter} onChange={onChange} units={units} />
      <Select
        size="small" className="filter-select" suffixIcon={DownIcon} aria-label={board.pattern} value={filter.pattern ?? ''} popupMatchSelectWidth={false}
        onChange={(code) => onChange({ ...filter, pattern: code || null })}
        options={[{ value: '', label: board.allPatterns }, ...patterns.map((one) => ({ value: one.code, label: one.name }))]}
      />
      {filter.state === 'open' && (
        <Checkbox checked={filter.unacknowledged} onChange={(event) => onChange({ ...filter, unacknowledged: event.target.checked })}>{board.onlyWaiting}</Checkbox>
      )}
      <span className="filters-order" title={board.orderLong}>{board.order}</span>
    </div>
  )
}

function UnitSelect({ filter, onChange, units }: FilterProps & { units: { id: string; name: string }[] }) {
  return (
    <Select
      id="unit-filter" size="small" className="filter-select" suffixIcon={DownIcon} aria-label={board.unit} value={filter.unit ?? ''} popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }} onChange={(unit) => onChange({ ...filter, unit: unit || null })}
      options={[{ value: '', label: board.allUnits }, ...units.map((one) => ({ value: one.id, label: one.name }))]}
    />
  )
}

/** The same filters as chips that a thumb can hit. */
export function FilterChips({ filter, onChange, waiting }: FilterProps & { waiting: number | null }) {
  const { units } = useSession()
  const chip = (on: boolean, label: string, next: Partial<BoardFilter>) => (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange({ ...filter, mine: false, unacknowledged: false, ...next })}>
      <span>{label}</span>
    </button>
  )
  return (
    <div className="chips" role="group" aria-label={board.filters}>
      {chip(!filter.mine && !filter.unacknowledged, board.all, {})}
      {chip(filter.unacknowledged, waiting === null ? board.waiting : `${board.waiting} ${waiting}`, { unacknowledged: true })}
      {chip(filter.mine, board.mine, { mine: true })}
      <span className="chip chip-select">
        <select aria-label={board.unit} value={filter.unit ?? ''} onChange={(event) => onChange({ ...filter, unit: event.target.value || null })}>
          <option value="">{board.unit}</option>
          {units.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </span>
    </div>
  )
}
