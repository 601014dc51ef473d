import { Button, Input } from 'antd'
import { useState } from 'react'
import { externalPath, passkeyRequest, passkeySignIn, signIn } from '../api/people'
import type { SignInStep } from '../api/people'
import type { Door } from '../api/types'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { door as texts } from '../texts'
import { DoorFrame } from './DoorFrame'
import { askPasskey, passkeysOffered } from './passkeys'
import { SecondStep } from './SecondStep'

/** Stands in the place of any page; the address stays, so that the viewer is back where they were. Whom another server vouched for comes back to the second step. */
export function SignInPage({ door, onDone }: { door: Door; onDone: () => void }) {
  const [step, setStep] = useState<SignInStep | null>(door.secondStep === null ? null : { next: 'secondFactor', methods: door.secondStep })
  const take = (next: SignInStep) => (next.next === 'done' ? onDone() : setStep(next))

  if (step?.next === 'secondFactor')
    return <DoorFrame {...door} title={texts.secondTitle}><SecondStep methods={step.methods} onStep={take} onBack={() => setStep(null)} /></DoorFrame>
  return (
    <DoorFrame {...door} title={texts.title}>
      {door.setupNeeded ? <p className="quiet">{texts.setupNeeded}</p> : <FirstStep door={door} onStep={take} />}
    </DoorFrame>
  )
}

function FirstStep({ door, onStep }: { door: Door; onStep: (step: SignInStep) => void }) {
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ account?: string; password?: string }>({})
  const [passkeyMistake, setPasskeyMistake] = useState<string | null>(null)
  const act = useAct()
  const turnedDown = new URLSearchParams(location.search).get('signIn') === 'refused'
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const found = { ...(account.trim() === '' && { account: texts.missing.account }), ...(password === '' && { password: texts.missing.password }) }
    setMissing(found)
    if (Object.keys(found).length > 0) return
    await act.run(async () => onStep(await signIn(account.trim().toLowerCase(), password)))
  }
  const byPasskey = async () => {
    setPasskeyMistake(null)
    const credential = await passkeyRequest().then(askPasskey).catch(() => null)
    if (credential === null) setPasskeyMistake(texts.passkeyFailed)
    else await act.run(async () => onStep(await passkeySignIn(credential)))
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)} data-testid="sign-in">
      <Field id="account" label={texts.account} mistake={missing.account}>
        <Input id="account" size="large" autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} value={account} onChange={(event) => setAccount(event.target.value)} />
      </Field>
      <Field id="password" label={texts.password} mistake={missing.password}>
        <Input id="password" type="password" size="large" autoComplete="current-password" maxLength={256} value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Refused text={act.mistake ?? passkeyMistake ?? (turnedDown ? texts.externalRefused : null)} />
      <Button type="primary" size="large" block htmlType="submit" loading={act.busy} data-testid="enter">{texts.enter}</Button>
      {passkeysOffered() && <Button size="large" block onClick={() => void byPasskey()} disabled={act.busy}>{texts.passkey}</Button>}
      {door.external.map((one) => (
        <Button key={one.scheme} size="large" block href={externalPath(one.scheme, turnedDown ? '/' : location.pathname + location.search)}>{one.name}</Button>
      ))}
      <p className="meta">{texts.forgotten}</p>
    </form>
  )
}
