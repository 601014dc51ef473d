import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Tree, TreeSelect } from 'antd'
import { useState } from 'react'
import { getUnits, putUnit } from '../api/people'
import type { Unit } from '../api/people'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, unitsPage as texts } from '../texts'
import type { Node } from './rights'
import { treeOf } from './rights'

const blank: Unit = { id: '', name: '', parent: null, kind: 'unit', class: null }

/** The tree that rights are given over. */
export function UnitsTab() {
  const { data, error, refetch } = useQuery({ queryKey: ['units'], queryFn: ({ signal }) => getUnits(signal) })
  const [draft, setDraft] = useState<Unit | null>(null)
  const units = data?.items ?? []
  const known = draft !== null && units.some((one) => one.id === draft.id)
  return (
    <div className="beside">
      <div className="beside-main">
        <div className="filters">
          <span className="meta">{texts.note}</span><span className="filters-gap" />
          <span className="meta">{texts.count(units.filter((one) => one.kind === 'office').length, units.filter((one) => one.kind === 'unit').length)}</span>
          <Button size="small" type="primary" onClick={() => setDraft({ ...blank, parent: draft?.kind === 'office' ? draft.id : null })}>{texts.add}</Button>
        </div>
        <div className="scroll tree">
          {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
          {data !== undefined && (units.length === 0 ? <div className="message">{texts.empty}</div> : (
            <Tree
              treeData={treeOf(units, ['office', 'unit']).map(keyed)} defaultExpandAll selectedKeys={draft === null ? [] : [draft.id]} showLine={{ showLeafIcon: false }} switcherIcon={DownIcon}
              onSelect={([id]) => setDraft(units.find((one) => one.id === id) ?? null)}
            />
          ))}
        </div>
      </div>
      <aside className="panel panel-slim">
        <div className="panel-head"><b>{draft === null ? texts.edit : known ? texts.edit : texts.add}</b></div>
        <div className="panel-body panel-forms">
          {draft === null ? <p className="part quiet">{texts.pick}</p> : <UnitForm key={known ? draft.id : 'new'} first={draft} known={known} units={units} onSaved={(unit) => { setDraft(unit); void refetch() }} />}
        </div>
      </aside>
    </div>
  )
}

interface Keyed { key: string; title: string; children: Keyed[] }
const keyed = (node: Node): Keyed => ({ key: node.value, title: node.title, children: node.children.map(keyed) })

function UnitForm({ first, known, units, onSaved }: { first: Unit; known: boolean; units: Unit[]; onSaved: (unit: Unit) => void }) {
  const [unit, setUnit] = useState(first)
  const [missing, setMissing] = useState<{ id?: string; name?: string }>({})
  const act = useAct()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const found = { ...(unit.id.trim() === '' && { id: texts.missing.id }), ...(unit.name.trim() === '' && { name: texts.missing.name }) }
    setMissing(found)
    if (Object.keys(found).length === 0)
      void act.run(async () => {
        const clean = { ...unit, id: unit.id.trim(), name: unit.name.trim(), class: unit.class?.trim() || null }
        await putUnit(clean)
        onSaved(clean)
      })
  }
  return (
    <form className="part stack" onSubmit={submit}>
      <Field id="unit-id" label={texts.id} mistake={missing.id}><Input id="unit-id" disabled={known} maxLength={64} value={unit.id} onChange={(event) => setUnit({ ...unit, id: event.target.value })} /></Field>
      <Field id="unit-name" label={texts.name} mistake={missing.name}><Input id="unit-name" maxLength={64} value={unit.name} onChange={(event) => setUnit({ ...unit, name: event.target.value })} /></Field>
      <Field id="unit-kind" label={texts.kind}>
        <Select id="unit-kind" suffixIcon={DownIcon} value={unit.kind} onChange={(kind) => setUnit({ ...unit, kind })} options={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field id="unit-parent" label={texts.parent} optional>
        <TreeSelect
          id="unit-parent" suffixIcon={DownIcon} allowClear={{ clearIcon: common.cross }} treeDefaultExpandAll value={unit.parent ?? undefined} placeholder={texts.none} treeData={treeOf(units.filter((one) => one.id !== unit.id), ['office'])}
          onChange={(parent?: string) => setUnit({ ...unit, parent: parent ?? null })}
        />
      </Field>
      <Field id="unit-class" label={texts.class} hint={texts.classHint} optional><Input id="unit-class" maxLength={32} value={unit.class ?? ''} onChange={(event) => setUnit({ ...unit, class: event.target.value })} /></Field>
      <Refused text={act.mistake} />
      <div><Button type="primary" htmlType="submit" loading={act.busy}>{texts.save}</Button></div>
    </form>
  )
}
