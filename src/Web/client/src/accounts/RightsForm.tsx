import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Account, Assignment, changeRights, Unit } from '../api/people'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import type { Act } from '../app/useAct'
import { accounts as texts, common } from '../texts'
import { conflict, seesCases } from './rights'
import { RightsEditor } from './RightsEditor'

type Rights = Parameters<typeof changeRights>[1]

/** Changes the rights as a whole, with a written reason, on exactly the version that was looked at. */
export function RightsForm({ account, units, act, onSave }: { account: Account; units: Unit[]; act: Act; onSave: (rights: Rights) => Promise<boolean> }) {
  const [assignments, setAssignments] = useState<Assignment[]>(account.assignments)
  const [selfCadre, setSelfCadre] = useState(account.selfCadre ?? '')
  const [relatives, setRelatives] = useState(account.relatives)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<{ reason?: string; offices: Record<number, string> }>({ offices: {} })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const offices = Object.fromEntries(assignments.flatMap((one, index) => (seesCases(one.role) && one.offices.length === 0 ? [[index, texts.missing.offices]] : [])))
    const short = [...reason.trim()].length < 5
    setMissing({ offices, ...(short && { reason: common.reasonShort }) })
    if (short || Object.keys(offices).length > 0 || conflict(assignments.map((one) => one.role))) return
    void onSave({ assignments, selfCadre: selfCadre.trim() || null, relatives, reason: reason.trim(), version: account.version })
  }
  return (
    <form className="part" onSubmit={submit} data-testid="rights-form">
      <h3>{texts.rights}</h3>
      <RightsEditor value={assignments} units={units} onChange={setAssignments} missing={missing.offices} />
      <h3>{texts.recusal}</h3>
      <p className="meta">{texts.recusalNote}</p>
      <div className="pair">
        <Field id="self-cadre" label={texts.selfCadre} optional><Input id="self-cadre" maxLength={64} value={selfCadre} onChange={(event) => setSelfCadre(event.target.value)} /></Field>
        <Field id="relatives" label={texts.relatives} optional>
          <Select id="relatives" mode="tags" open={false} suffixIcon={null} value={relatives} tokenSeparators={[' ', ',', '\uff0c', common.comma]} onChange={setRelatives} />
        </Field>
      </div>
      <Field id="rights-reason" label={common.reason} mistake={missing.reason}>
        <Input.TextArea id="rights-reason" rows={2} maxLength={500} value={reason} placeholder={texts.reasonHint} onChange={(event) => setReason(event.target.value)} data-testid="rights-reason" />
      </Field>
      <Refused text={act.code === 'changedMeanwhile' ? texts.changedMeanwhile : act.mistake} />
      <Button type="primary" htmlType="submit" loading={act.busy} data-testid="save-rights">{texts.save}</Button>
    </form>
  )
}
