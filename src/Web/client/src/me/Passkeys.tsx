import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { addPasskey, getPasskeys, passkeyCreation, removePasskey } from '../api/people'
import { dayOf } from '../app/clock'
import { Failure } from '../app/Failure'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { createPasskey, passkeysOffered } from '../door/passkeys'
import { me } from '../texts'
import { RecoveryCodes } from './RecoveryCodes'

/** The passkeys of the account. On a plain connection the browser has none, and the page says so. */
export function Passkeys() {
  const queries = useQueryClient()
  const offered = passkeysOffered()
  const { data, error, refetch } = useQuery({ queryKey: ['passkeys'], queryFn: ({ signal }) => getPasskeys(signal) })
  const [name, setName] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const act = useAct()
  const change = (what: () => Promise<unknown>) => act.run(async () => {
    await what()
    setName('')
    await Promise.all([queries.invalidateQueries({ queryKey: ['passkeys'] }), queries.invalidateQueries({ queryKey: ['session'] })])
  })
  const add = (event: React.FormEvent) => {
    event.preventDefault()
    void change(async () => setCodes((await addPasskey(await createPasskey(await passkeyCreation()), name.trim())).recoveryCodes))
  }
  return (
    <section className="box" data-testid="passkeys">
      <h2 className="box-head">{me.passkeys}<small>{me.passkeysNote}</small></h2>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && data.items.length > 0 && (
        <ul className="lines">
          {data.items.map((one) => (
            <li key={one.id} className="line">
              <span className="line-main"><b>{one.name}</b><small>{me.passkeyAdded(dayOf(one.createdAt))}</small></span>
              <Button size="small" className="line-act" onClick={() => void change(() => removePasskey(one.id))} disabled={act.busy}>{me.removePasskey}</Button>
            </li>
          ))}
        </ul>
      )}
      {codes !== null ? <RecoveryCodes codes={codes} onKept={() => setCodes(null)} /> : offered
        ? (
          <form className="box-body buttons" onSubmit={add}>
            <Input value={name} maxLength={40} placeholder={me.passkeyNameHint} aria-label={me.passkeyName} onChange={(event) => setName(event.target.value)} />
            <Button htmlType="submit" loading={act.busy} disabled={name.trim() === ''}>{me.addPasskey}</Button>
          </form>
        )
        : <p className="box-text">{me.passkeysUnavailable}</p>}
      <Refused text={act.mistake} />
    </section>
  )
}
