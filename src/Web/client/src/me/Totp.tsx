import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { beginTotp, confirmTotp, removeTotp } from '../api/people'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useSession } from '../app/session'
import { useAct } from '../app/useAct'
import { common, door, me } from '../texts'
import { Qr } from './Qr'
import { RecoveryCodes } from './RecoveryCodes'

type Step = { at: 'rest' } | { at: 'scan'; secret: string; uri: string } | { at: 'codes'; codes: string[] } | { at: 'remove' }

/** Sets up the second step with an authenticator, and takes it away again. */
export function Totp() {
  const { secondFactors } = useSession()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const [typed, setTyped] = useState('')
  const act = useAct()
  const on = secondFactors.includes('totp')
  const rest = async () => {
    setTyped('')
    setStep({ at: 'rest' })
    await queries.invalidateQueries({ queryKey: ['session'] })
  }
  const begin = () => act.run(async () => setStep({ at: 'scan', ...(await beginTotp()) }))
  const confirm = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      const { recoveryCodes } = await confirmTotp(typed.replace(/\s/g, ''))
      setTyped('')
      setStep({ at: 'codes', codes: recoveryCodes })
    })
  }
  const remove = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      await removeTotp(typed)
      await rest()
    })
  }
  return (
    <section className="box" data-testid="totp">
      <h2 className="box-head">
        {me.second}
        {step.at === 'rest' && (on ? <Button size="small" onClick={() => setStep({ at: 'remove' })}>{me.remove}</Button> : <Button size="small" onClick={() => void begin()} loading={act.busy}>{me.begin}</Button>)}
      </h2>
      {step.at === 'rest' && <p className="box-text">{on ? me.secondOn : me.secondOff}</p>}
      {step.at === 'scan' && (
        <form className="box-body totp" onSubmit={confirm}>
          <p>{me.scan}</p>
          <div className="totp-scan">
            <Qr text={step.uri} />
            <dl><dt className="meta">{me.secret}</dt><dd className="secret">{step.secret.replace(/(.{4})/g, '$1 ').trim()}</dd></dl>
          </div>
          <Field id="totp-code" label={door.code} hint={door.codeHint}>
            <Input id="totp-code" autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
          <Refused text={act.mistake} />
          <div className="buttons"><Button type="primary" htmlType="submit" loading={act.busy} disabled={typed.trim() === ''}>{me.confirm}</Button><Button onClick={() => setStep({ at: 'rest' })}>{common.cancel}</Button></div>
        </form>
      )}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} onKept={() => void rest()} />}
      {step.at === 'remove' && (
        <form className="box-body" onSubmit={remove}>
          <Field id="totp-password" label={me.current} hint={me.removeNote}>
            <Input id="totp-password" type="password" autoFocus autoComplete="current-password" value={typed} onChange={(event) => setTyped(event.target.value)} />
          </Field>
          <Refused text={act.mistake} />
          <div className="buttons"><Button type="primary" htmlType="submit" loading={act.busy} disabled={typed === ''}>{me.remove}</Button><Button onClick={() => void rest()}>{common.cancel}</Button></div>
        </form>
      )}
      {step.at === 'rest' && <Refused text={act.mistake} />}
    </section>
  )
}
