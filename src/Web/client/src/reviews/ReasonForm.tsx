import { Button, Input } from 'antd'
import { useState } from 'react'
import { askExtension, recuse, returnOpinions } from '../api/reviews'
import type { PendingCell } from '../api/reviews'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, ownColumn as texts } from '../texts'
import { Day } from './OpinionForm'

export type Asked = 'extend' | 'recuse' | 'endRecusal' | 'sendBack'
interface Props { asked: Asked; round: string; unit: string; cells: PendingCell[]; dueOn: string | null; onDone: () => void; onCancel: () => void }

/** An act with a written reason. */
export function ReasonForm({ asked, round, unit, cells, onDone, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<string | null>(null)
  const act = useAct()
  const cadres = cells.map((one) => one.cadre)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      if (asked === 'extend') await askExtension(round, unit, cadres, until ?? '', reason)
      else if (asked === 'sendBack') await returnOpinions(round, unit, cells, reason)
      else await recuse(round, unit, cadres, reason, asked === 'endRecusal')
      onDone()
    })
  }
  return (
    <form className="inset-form" onSubmit={submit} data-testid="reason-form">
      {asked === 'extend' && <Field id="reason-until" label={texts.until} mistake={act.field === 'until' ? (act.mistake ?? undefined) : undefined}><Day id="reason-until" value={until} onChange={setUntil} /></Field>}
      {asked !== 'endRecusal' && <Field id="reason-text" label={texts.reason} mistake={act.field === 'reason' ? (act.mistake ?? undefined) : undefined}><Input.TextArea id="reason-text" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>}
      <Refused text={act.field === 'until' || act.field === 'reason' ? null : act.mistake} />
      <div className="buttons">
        <Button type="primary" htmlType="submit" loading={act.busy} disabled={asked === 'extend' && until === null} data-testid="submit-reason">{texts[asked]}</Button>
        <Button onClick={onCancel} disabled={act.busy}>{common.cancel}</Button>
      </div>
    </form>
  )
}
