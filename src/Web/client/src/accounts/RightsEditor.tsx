import { Button, Checkbox, DatePicker, Select, TreeSelect } from 'antd'
import dayjs from 'dayjs'
import type { Assignment, Clearance, Unit } from '../api/people'
import type { Role } from '../api/types'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { accounts as texts, common, shell } from '../texts'
import { conflict, freshAssignment, roleOrder, seesCases, treeOf } from './rights'

interface Props { value: Assignment[]; units: Unit[]; onChange: (assignments: Assignment[]) => void; missing?: Record<number, string> }

/** What the account may do, and over whom: one block for each role. */
export function RightsEditor({ value, units, onChange, missing = {} }: Props) {
  const put = (index: number, change: Partial<Assignment>) => onChange(value.map((one, at) => (at === index ? { ...one, ...change } : one)))
  const root = units.filter((one) => one.kind === 'office' && one.parent === null).map((one) => one.id)
  return (
    <div className="rights">
      {value.length === 0 && <p className="quiet">{texts.noRights}</p>}
      {value.map((one, index) => (
        <AssignmentFields
          key={index} id={`rights-${index}`} value={one} units={units} mistake={missing[index]} onChange={(change) => put(index, change)}
          onRole={(role) => put(index, freshAssignment(role, one.offices.length > 0 ? one.offices : root))} onRemove={() => onChange(value.filter((_, at) => at !== index))}
        />
      ))}
      {conflict(value.map((one) => one.role)) && <p className="plum field-mistake" role="alert">⚠ {texts.conflict}</p>}
      <Button size="small" onClick={() => onChange([...value, freshAssignment('supervisor', root)])} data-testid="add-role">{texts.addRole}</Button>
    </div>
  )
}

function AssignmentFields({ id, value, units, mistake, onChange, onRole, onRemove }: {
  id: string; value: Assignment; units: Unit[]; mistake: string | undefined; onChange: (change: Partial<Assignment>) => void; onRole: (role: Role) => void; onRemove: () => void
}) {
  const day = (text: string | null) => (text === null ? null : dayjs(text))
  const cleared = { clearIcon: common.cross }
  return (
    <fieldset className="rights-one">
      <div className="rights-line">
        <Select
          id={id} aria-label={texts.role} suffixIcon={DownIcon} value={value.role} onChange={onRole} popupMatchSelectWidth={false} className="rights-role"
          options={roleOrder.map((role) => ({ value: role, label: shell.roles[role] }))}
        />
        <Button size="small" onClick={onRemove}>{texts.removeRole}</Button>
      </div>
      {seesCases(value.role) && (
        <>
          <label htmlFor={`${id}-offices`}>{texts.offices}<span className="meta"> {texts.officesHint}</span></label>
          <TreeSelect
            id={`${id}-offices`} treeData={treeOf(units, ['office'])} value={value.offices} onChange={(offices: string[]) => onChange({ offices })} multiple treeDefaultExpandAll
            suffixIcon={DownIcon} className="rights-wide" popupMatchSelectWidth={false} showSearch={{ treeNodeFilterProp: 'title' }} placeholder={texts.offices}
          />
          {mistake !== undefined && <p className="plum field-mistake" role="alert">⚠ {mistake}</p>}
          <label htmlFor={`${id}-units`}>{texts.units}<span className="meta"> {common.optional}</span></label>
          <TreeSelect
            id={`${id}-units`} treeData={treeOf(units, ['unit'])} value={value.units ?? []} onChange={(chosen: string[]) => onChange({ units: chosen.length === 0 ? null : chosen })} multiple
            suffixIcon={DownIcon} className="rights-wide" popupMatchSelectWidth={false} showSearch={{ treeNodeFilterProp: 'title' }} placeholder={texts.allUnits}
          />
          <div className="rights-line">
            <label htmlFor={`${id}-clearance`}>{texts.clearance}</label>
            <Select
              id={`${id}-clearance`} size="small" suffixIcon={DownIcon} value={value.clearance} onChange={(clearance: Clearance) => onChange({ clearance })} popupMatchSelectWidth={false}
              options={(['internal', 'confidential', 'secret'] as const).map((one) => ({ value: one, label: common.secrecy[one] }))}
            />
            <Checkbox checked={value.ownStaff} onChange={(event) => onChange({ ownStaff: event.target.checked })}><span title={texts.ownStaffNote}>{texts.ownStaff}</span></Checkbox>
          </div>
        </>
      )}
      <div className="rights-line">
        <label htmlFor={`${id}-from`}>{texts.from}</label>
        <DatePicker id={`${id}-from`} size="small" suffixIcon={CalendarIcon} allowClear={cleared} placeholder={texts.forever} value={day(value.from)} onChange={(on) => onChange({ from: on?.format('YYYY-MM-DD') ?? null })} />
        <label htmlFor={`${id}-until`}>{texts.until}</label>
        <DatePicker id={`${id}-until`} size="small" suffixIcon={CalendarIcon} allowClear={cleared} placeholder={texts.forever} value={day(value.until)} onChange={(on) => onChange({ until: on?.format('YYYY-MM-DD') ?? null })} />
      </div>
    </fieldset>
  )
}
