import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { endKey, getKeys, makeKey, rotateKey } from '../api/people'
import { dayOf, moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { Once } from '../app/Once'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, keysPage as texts } from '../texts'

/** Keys with which source systems send rows. A key is shown once. */
export function KeysTab() {
  const { data, error, refetch } = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => getKeys(signal) })
  const [adding, setAdding] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const act = useAct()
  const run = (what: () => Promise<{ key: string } | unknown>) => act.run(async () => {
    const answer = (await what()) as { key?: string } | undefined
    setShown(answer?.key ?? null)
    setAdding(false)
    await refetch()
  })
  const scopes = (list: readonly ('signals' | 'cadres')[]) => list.map((one) => texts.scopes[one]).join(common.comma)
  return (
    <div className="scroll scroll-column">
      <div className="filters"><span className="meta">{texts.note}</span><span className="filters-gap" /><Button size="small" type="primary" onClick={() => setAdding(true)}>{texts.create}</Button></div>
      {adding && <NewKey busy={act.busy} onMake={(key) => void run(() => makeKey(key))} onClose={() => setAdding(false)} />}
      {shown !== null && <div className="inset"><Once label={texts.key} value={shown} note={texts.keyNote} /></div>}
      <Refused text={act.mistake} />
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <div className="message">{texts.empty}</div>}
      {data !== undefined && data.items.length > 0 && (
        <table className="table" data-testid="keys">
          <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}<th scope="col" /></tr></thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.id}>
                <td><b>{one.name}</b></td><td>{scopes(one.scopes)}</td><td>{one.sources?.join(common.comma) || texts.anySource}</td><td className="quiet">{dayOf(one.createdAt)}</td>
                <td className="quiet">{one.lastUsedAt === null ? texts.never : moment(one.lastUsedAt)}</td><td>{one.state === 'active' ? texts.active : texts.ended}</td>
                <td>
                  {one.state === 'active' && <span className="buttons-end"><Button size="small" onClick={() => void run(() => rotateKey(one.id))} disabled={act.busy}>{texts.rotate}</Button><Button size="small" onClick={() => void run(() => endKey(one.id))} disabled={act.busy}>{texts.end}</Button></span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function NewKey({ busy, onMake, onClose }: { busy: boolean; onMake: (key: Parameters<typeof makeKey>[0]) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['signals'])
  const [sources, setSources] = useState<string[]>([])
  const [missing, setMissing] = useState<{ name?: string; scopes?: string }>({})
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const found = { ...(name.trim() === '' && { name: texts.missing.name }), ...(scopes.length === 0 && { scopes: texts.missing.scopes }) }
    setMissing(found)
    if (Object.keys(found).length === 0) onMake({ name: name.trim(), scopes, sources: sources.length === 0 ? null : sources })
  }
  return (
    <form className="inset inset-form" onSubmit={submit}>
      <Field id="key-name" label={texts.name} mistake={missing.name}><Input id="key-name" autoFocus maxLength={64} value={name} onChange={(event) => setName(event.target.value)} /></Field>
      <Field id="key-scopes" label={texts.columns.scopes} mistake={missing.scopes}>
        <Checkbox.Group value={scopes} onChange={(chosen) => setScopes(chosen as string[])} options={Object.entries(texts.scopes).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field id="key-sources" label={texts.sources} hint={texts.sourcesHint} optional><Select id="key-sources" mode="tags" open={false} suffixIcon={null} value={sources} onChange={setSources} /></Field>
      <div className="rights-line"><Button type="primary" htmlType="submit" loading={busy}>{texts.create}</Button><Button onClick={onClose}>{common.cancel}</Button></div>
    </form>
  )
}
