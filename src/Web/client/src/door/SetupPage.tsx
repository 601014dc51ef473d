import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { checkSetup, setUp } from '../api/people'
import type { Invitation } from '../api/people'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { ApiError } from '../api/http'
import { NewPassword, passwordMistakes } from '../app/NewPassword'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, door as texts } from '../texts'
import { DoorFrame } from './DoorFrame'

/** One-time links: the first account, an invitation, a reset. The token stands behind the #, so that no server log sees it. */
export function SetupPage() {
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)))
  const { data, error, refetch } = useQuery({ queryKey: ['setup', token], queryFn: () => checkSetup(token), enabled: token !== '', gcTime: 0 })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [done, setDone] = useState(false)
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['session'] })
    void navigate('/', { replace: true })
  }
  const frame = (title: string, body: React.ReactNode) => <DoorFrame district="" demo={false} title={title}>{body}</DoorFrame>
  if (done) return frame(texts.setupTitle, <><p>{texts.finished}</p><Button type="primary" size="large" block onClick={() => void leave()}>{texts.toSignIn}</Button></>)
  if (token === '' || (error instanceof ApiError && error.status < 500)) return frame(texts.setupTitle, <><p>{texts.setupGone}</p><Button size="large" block onClick={() => void leave()}>{texts.toSignIn}</Button></>)
  if (error !== null) return frame(texts.setupTitle, <Failure error={error} onRetry={() => void refetch()} />)
  if (data === undefined) return frame(texts.setupTitle, <p className="quiet">{common.loading}</p>)
  return frame(data.kind === 'first' ? texts.setupTitle : texts.invitationTitle, <SetupForm token={token} invitation={data} onDone={() => setDone(true)} />)
}

function SetupForm({ token, invitation, onDone }: { token: string; invitation: Invitation; onDone: () => void }) {
  const first = invitation.kind === 'first'
  const [account, setAccount] = useState('')
  const [name, setName] = useState('')
  const [next, setNext] = useState({ password: '', again: '' })
  const [missing, setMissing] = useState<{ account?: string; name?: string; password?: string; again?: string }>({})
  const act = useAct()
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const found = {
      ...(first && account.trim() === '' && { account: texts.missing.account }), ...(first && name.trim() === '' && { name: texts.missing.name }), ...passwordMistakes(next),
    }
    setMissing(found)
    if (Object.keys(found).length > 0) return
    if (await act.run(async () => void (await setUp({ token, password: next.password, ...(first && { account: account.trim().toLowerCase(), name: name.trim() }) })))) onDone()
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)} data-testid="setup">
      <p className="quiet">{first ? texts.setupFirst : texts.invitation(invitation.name ?? '', invitation.account ?? '')}</p>
      {first && (
        <>
          <Field id="account" label={texts.account} hint={texts.accountHint} mistake={missing.account}>
            <Input id="account" size="large" autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={64} value={account} onChange={(event) => setAccount(event.target.value)} />
          </Field>
          <Field id="name" label={texts.name} mistake={missing.name}>
            <Input id="name" size="large" autoComplete="name" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </>
      )}
      <NewPassword value={next} onChange={setNext} missing={missing} />
      <Refused text={act.mistake} />
      <Button type="primary" size="large" block htmlType="submit" loading={act.busy}>{texts.finish}</Button>
    </form>
  )
}
