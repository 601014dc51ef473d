import { Button, Input } from 'antd'
import { useState } from 'react'
import { disableAccount, enableAccount, resetAccount } from '../api/people'
import type { Account } from '../api/people'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { accounts as texts, common } from '../texts'
import { SetupLink } from './SetupLink'

type Step = 'disable' | 'enable' | 'reset'

/** Whether the account may sign in, and a new way in where the old one is lost. Each with a written reason. */
export function AccountState({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const [step, setStep] = useState<Step | null>(null)
  const [reason, setReason] = useState('')
  const [short, setShort] = useState(false)
  const [path, setPath] = useState<string | null>(null)
  const act = useAct()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const tooShort = [...reason.trim()].length < 5
    setShort(tooShort)
    if (tooShort || step === null) return
    void act.run(async () => {
      if (step === 'reset') setPath((await resetAccount(account.account, reason.trim())).setupPath)
      else await (step === 'disable' ? disableAccount : enableAccount)(account.account, reason.trim())
      setStep(null)
      setReason('')
      await onChanged()
    })
  }
  const start = (next: Step) => () => {
    act.clear()
    setPath(null)
    setStep(next)
  }
  return (
    <section className="part">
      <h3>{texts.state}</h3>
      {path !== null && <SetupLink path={path} />}
      {step === null
        ? (
          <div className="rights-line">
            <Button onClick={start('reset')} data-testid="reset-account">{texts.reset}</Button>
            {account.state === 'disabled' ? <Button onClick={start('enable')}>{texts.enable}</Button> : <Button onClick={start('disable')} data-testid="disable-account">{texts.disable}</Button>}
          </div>
        )
        : (
          <form className="stack" onSubmit={submit}>
            {step === 'reset' && <p className="meta">{texts.resetNote}</p>}
            <Field id="state-reason" label={common.reason} mistake={short ? common.reasonShort : undefined}>
              <Input.TextArea id="state-reason" autoFocus rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
            <Refused text={act.mistake} />
            <div className="rights-line"><Button type="primary" htmlType="submit" loading={act.busy} data-testid="submit-state">{texts[step]}</Button><Button onClick={() => setStep(null)} disabled={act.busy}>{common.cancel}</Button></div>
          </form>
        )}
    </section>
  )
}
