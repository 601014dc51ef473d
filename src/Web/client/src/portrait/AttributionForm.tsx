import { Button, Input, Radio } from 'antd'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { decideAttribution } from '../api/cadres'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, portrait } from '../texts'

const texts = portrait.attributeForm
interface Props { number: string; signal: string; onDone: () => void; onCancel: () => void }

/** Whose fact it is, with a written reason; until it is decided the fact counts for nothing. */
export function AttributionForm({ number, signal, onDone, onCancel }: Props) {
  const [attributed, setAttributed] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const act = useAct()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (attributed === null) return
    void act.run(async () => {
      await decideAttribution(number, signal, attributed, reason)
      onDone()
    })
  }
  const short = [...reason.trim()].length < 5
  return (
    <form className="inset-form attribution-form" onSubmit={submit} aria-label={texts.label} data-testid="attribution-form">
      <p className="meta">{texts.note}</p>
      <Field id="attribution" label={texts.question}>
        <Radio.Group id="attribution" value={attributed} onChange={(event) => setAttributed(event.target.value as boolean)} options={[{ value: true, label: texts.yes }, { value: false, label: texts.no }]} />
      </Field>
      <Field id="attribution-reason" label={common.reason} hint={common.reasonShort} mistake={act.field === 'reason' ? (act.mistake ?? undefined) : undefined}>
        <Input.TextArea id="attribution-reason" rows={2} maxLength={2000} value={reason} placeholder={texts.reasonHint} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Refused text={act.field === 'reason' ? null : act.mistake} />
      <div className="buttons">
        <Button type="primary" htmlType="submit" loading={act.busy} disabled={attributed === null || short} data-testid="submit-attribution">{texts.submit}</Button>
        <Button onClick={onCancel} disabled={act.busy}>{common.cancel}</Button>
      </div>
    </form>
  )
}
