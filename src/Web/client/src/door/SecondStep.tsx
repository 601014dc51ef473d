import { Button, Input } from 'antd'
import { useState } from 'react'
import { passkeyRequest, passkeySignIn, secondFactor } from '../api/people'
import type { SignInMethod, SignInStep } from '../api/people'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { door as texts } from '../texts'
import { askPasskey, passkeysOffered } from './passkeys'

/** The second step: a code from the authenticator, a recovery code, or a passkey. */
export function SecondStep({ methods, onStep, onBack }: { methods: SignInMethod[]; onStep: (step: SignInStep) => void; onBack: () => void }) {
  const [recovery, setRecovery] = useState(!methods.includes('totp') && methods.includes('recovery'))
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState<string>()
  const act = useAct()
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setMissing(code.trim() === '' ? texts.missing.code : undefined)
    if (code.trim() !== '') await act.run(async () => onStep(await secondFactor(recovery ? { recoveryCode: code.trim() } : { code: code.replace(/\s/g, '') })))
  }
  const change = () => {
    setRecovery(!recovery)
    setCode('')
    act.clear()
  }
  const byPasskey = () => act.run(async () => onStep(await passkeySignIn(await askPasskey(await passkeyRequest()))))
  return (
    <form className="form" onSubmit={(event) => void submit(event)} data-testid="second-step">
      <Field key={String(recovery)} id="code" label={recovery ? texts.recovery : texts.code} hint={recovery ? texts.recoveryHint : texts.codeHint} mistake={missing}>
        <Input
          id="code" size="large" autoFocus autoComplete="one-time-code" inputMode={recovery ? 'text' : 'numeric'} maxLength={32} value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <Refused text={act.mistake} />
      <Button type="primary" size="large" block htmlType="submit" loading={act.busy}>{texts.verify}</Button>
      {methods.includes('passkey') && passkeysOffered() && <Button size="large" block onClick={() => void byPasskey()} disabled={act.busy}>{texts.passkey}</Button>}
      <p className="form-links">
        {methods.includes('recovery') && methods.includes('totp') && <button type="button" className="link" onClick={change}>{recovery ? texts.useCode : texts.useRecovery}</button>}
        <button type="button" className="link" onClick={onBack}>{texts.back}</button>
      </p>
    </form>
  )
}
