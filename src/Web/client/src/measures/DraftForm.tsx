import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { draftMeasure, getWords } from '../api/measures'
import type { Alert } from '../api/types'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, drafting as texts } from '../texts'

/** A measure drafted from an alert. How far its basis is proven is read on the server; a refusal names what is missing. */
export function DraftForm({ alert, onCancel }: { alert: Alert; onCancel: () => void }) {
  const { data: words } = useQuery({ queryKey: ['measure-words'], queryFn: ({ signal }) => getWords(signal), staleTime: Infinity })
  const navigate = useNavigate()
  const [kind, setKind] = useState(alert.causes.length === 0 ? 'verification' : 'inquiry')
  const [codes, setCodes] = useState<string[]>([])
  const [matter, setMatter] = useState('')
  const [secrecy, setSecrecy] = useState(alert.secrecy)
  const [principal, setPrincipal] = useState(false)
  const [drafted, setDrafted] = useState<{ id: string; warnings: string[] } | null>(null)
  const act = useAct()
  const list = words?.lists.find((one) => one.list === words.kinds.find((known) => known.code === kind)?.list)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      const made = await draftMeasure({
        kind, cadre: alert.cadre, alerts: [alert.id], signals: alert.causes.map((one) => one.signal), matter: matter.trim(), codes: list === undefined ? [] : codes, secrecy, isPrincipal: principal,
      })
      if (made.warnings.length > 0) setDrafted(made)
      else void navigate(`/measures/${made.id}`)
    })
  }
  if (drafted !== null)
    return <div className="stack"><b>{texts.warned}</b>{drafted.warnings.map((one) => <p key={one} className="plum">⚠ {one}</p>)}<Link className="link" to={`/measures/${drafted.id}`}>{texts.open}</Link></div>
  return (
    <form className="stack" onSubmit={submit} data-testid="draft-form">
      <p className="meta">{texts.basis(alert.causes.length)}</p>
      <div className="act-fields">
        <Field id="draft-kind" label={texts.kind}><Select id="draft-kind" suffixIcon={DownIcon} value={kind} onChange={(next) => { setKind(next); setCodes([]) }} options={words?.kinds.filter((one) => one.code !== 'assessmentNotice').map((one) => ({ value: one.code, label: one.word })) ?? []} /></Field>
        <Field id="draft-secrecy" label={texts.secrecy}><Select id="draft-secrecy" suffixIcon={DownIcon} value={secrecy} onChange={setSecrecy} options={Object.entries(common.secrecy).map(([value, label]) => ({ value, label }))} /></Field>
        {list !== undefined && <div className="act-wide"><Field id="draft-codes" label={list.name}><Select id="draft-codes" mode="multiple" suffixIcon={DownIcon} value={codes} onChange={setCodes} options={list.items.map((one) => ({ value: one.code, label: one.word }))} /></Field></div>}
        <div className="act-wide"><Field id="draft-matter" label={texts.matter} hint={texts.matterHint}><Input.TextArea id="draft-matter" rows={3} maxLength={4000} value={matter} onChange={(event) => setMatter(event.target.value)} /></Field></div>
      </div>
      <Checkbox checked={principal} onChange={(event) => setPrincipal(event.target.checked)}>{texts.principal}</Checkbox>
      <Refused text={act.mistake} />
      <div className="rights-line"><Button type="primary" htmlType="submit" loading={act.busy} data-testid="submit-draft">{texts.submit}</Button><Button onClick={onCancel} disabled={act.busy}>{common.cancel}</Button></div>
    </form>
  )
}
