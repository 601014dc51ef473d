import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { getUnits, openAccount } from '../api/people'
import type { Assignment } from '../api/people'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { accounts as texts, common } from '../texts'
import { conflict, seesCases } from './rights'
import { RightsEditor } from './RightsEditor'
import { SetupLink } from './SetupLink'

/** Opens an account. Its password is set by its owner, through a link that works once. */
export function NewAccount({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const { data: units } = useQuery({ queryKey: ['units'], queryFn: ({ signal }) => getUnits(signal) })
  const [account, setAccount] = useState('')
  const [name, setName] = useState('')
  const [assignments, setAssignments] = useState<Assignment[]>([])
  const [missing, setMissing] = useState<{ account?: string; name?: string; offices?: Record<number, string> }>({})
  const [path, setPath] = useState<string | null>(null)
  const act = useAct()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const offices = Object.fromEntries(assignments.flatMap((one, index) => (seesCases(one.role) && one.offices.length === 0 ? [[index, texts.missing.offices]] : [])))
    const found = {
      ...(!/^[a-z0-9._-]{2,64}$/.test(account) && { account: texts.missing.account }), ...(name.trim() === '' && { name: texts.missing.name }),
      ...(Object.keys(offices).length > 0 && { offices }),
    }
    setMissing(found)
    if (Object.keys(found).length > 0 || conflict(assignments.map((one) => one.role))) return
    void act.run(async () => {
      setPath((await openAccount(account, name.trim(), assignments)).setupPath)
      onMade()
    })
  }
  return (
    <aside className="panel" data-testid="new-account-panel" aria-label={texts.open}>
      <div className="panel-head"><b>{texts.open}</b><Button type="text" size="small" className="panel-close" onClick={onClose} aria-label={texts.close}>{common.cross}</Button></div>
      <div className="panel-body panel-forms">
        {path !== null ? <div className="part"><p>{name} {account}</p><SetupLink path={path} /><Button onClick={onClose}>{texts.close}</Button></div> : (
          <form className="part" onSubmit={submit}>
            <div className="pair">
              <Field id="new-account" label={texts.account} hint={texts.accountHint} mistake={missing.account}>
                <Input id="new-account" autoFocus autoComplete="off" maxLength={64} value={account} onChange={(event) => setAccount(event.target.value.toLowerCase().trim())} />
              </Field>
              <Field id="new-name" label={texts.name} mistake={missing.name}><Input id="new-name" autoComplete="off" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} /></Field>
            </div>
            <h3>{texts.rights}</h3>
            <RightsEditor value={assignments} units={units?.items ?? []} onChange={setAssignments} missing={missing.offices ?? {}} />
            <Refused text={act.mistake} />
            <Button type="primary" htmlType="submit" loading={act.busy} data-testid="create-account">{texts.create}</Button>
          </form>
        )}
      </div>
    </aside>
  )
}
