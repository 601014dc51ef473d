import { Button, Select } from 'antd'
import { useState } from 'react'
import { actOnMeeting } from '../api/meetings'
import type { Attendee } from '../api/meetings'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, meetingPage as texts } from '../texts'

/** Whose columns somebody sees, in words. */
export function columnsText({ columns, unit }: Attendee, people: Attendee[]): string {
  if (columns === null) return texts.allColumns
  const more = columns.filter((one) => one.id !== unit)
  if (more.length > 1 && people.every((other) => other.unit === null || other.unit === unit || more.some((one) => one.id === other.unit))) return texts.everyColumn
  return more.length === 0 ? texts.ownColumn : texts.moreColumns(more.map((one) => one.name).join(common.comma))
}

/** Lets somebody see the columns of further units at the table, or takes them back. Staff see all and are not asked. */
export function Columns({ meeting, one, people, onDone }: { meeting: string; one: Attendee; people: Attendee[]; onDone: () => void }) {
  const own = (one.columns ?? []).map((column) => column.id).filter((id) => id !== one.unit)
  const [wanted, setWanted] = useState<string[] | null>(null)
  const act = useAct()
  const units = new Map(people.filter((other) => other.unit !== null && other.unit !== one.unit).map((other) => [other.unit!, other.unitName ?? other.unit!]))
  if (one.columns === null) return null
  if (wanted === null) return <Button size="small" onClick={() => setWanted(own)} data-testid="columns">{texts.columns}</Button>
  return (
    <form className="columns-form" data-testid="columns-form" onSubmit={(event) => {
      event.preventDefault()
      void act.run(async () => {
        await actOnMeeting(meeting, 'invite', { invite: { account: one.account, unit: one.unit, columns: wanted } })
        setWanted(null)
        onDone()
      })
    }}>
      <Select size="small" mode="multiple" className="grow" suffixIcon={DownIcon} aria-label={texts.columnsOf(one.name)} placeholder={texts.columnsHint} value={wanted} onChange={setWanted}
        options={[...units].map(([value, label]) => ({ value, label }))} />
      <Button size="small" onClick={() => setWanted([...units.keys()])} data-testid="all-columns">{texts.allUnits}</Button>
      <Button size="small" type="primary" htmlType="submit" loading={act.busy} data-testid="save-columns">{texts.saveColumns}</Button>
      <Button size="small" onClick={() => setWanted(null)}>{common.cancel}</Button>
      <Refused text={act.mistake} />
    </form>
  )
}
