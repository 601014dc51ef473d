import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { getWords } from '../api/measures'
import { actOnMeeting } from '../api/meetings'
import type { Conclusion } from '../api/meetings'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, screen as texts } from '../texts'

/** Drafts the measure that a conclusion recommends, under that measure's own rules: a refusal says what is missing and who may. */
export function DraftMeasure({ meeting, conclusion }: { meeting: string; conclusion: Conclusion }) {
  const [open, setOpen] = useState(false)
  const [codes, setCodes] = useState<string[]>([])
  const [matter, setMatter] = useState('')
  const [drafted, setDrafted] = useState<{ id: string; warnings: string[] } | null>(null)
  const { data: words } = useQuery({ queryKey: ['measure-words'], queryFn: ({ signal }) => getWords(signal), staleTime: Infinity, enabled: open })
  const act = useAct()
  const list = words?.lists.find((one) => one.list === words.kinds.find((known) => known.code === conclusion.measure)?.list)
  if (drafted !== null)
    return <span className="stack">{drafted.warnings.map((one) => <span key={one} className="plum">⚠ {one}</span>)}<Link className="link" to={`/measures/${drafted.id}`}>{texts.drafted}{common.dot}{texts.openDraft}</Link></span>
  if (!open) return <button type="button" className="link" onClick={() => setOpen(true)} data-testid="draft-measure">{texts.draft}</button>
  return (
    <form className="draft-measure stack" onSubmit={(event) => {
      event.preventDefault()
      void act.run(async () => {
        const done = await actOnMeeting(meeting, 'draftMeasure', { item: conclusion.item, text: matter.trim(), codes })
        setDrafted({ id: done.measure ?? '', warnings: done.warnings ?? [] })
      })
    }}>
      <p className="meta">{texts.draftNote}</p>
      {conclusion.running.length > 0 && <p className="plum">⚠ {texts.running(conclusion.running.join(common.comma))}</p>}
      {list !== undefined && <Field id={`codes-${conclusion.item}`} label={list.name}><Select id={`codes-${conclusion.item}`} mode="multiple" suffixIcon={DownIcon} value={codes} onChange={setCodes} options={list.items.map((one) => ({ value: one.code, label: one.word }))} /></Field>}
      <Field id={`matter-${conclusion.item}`} label={texts.matter}><Input.TextArea id={`matter-${conclusion.item}`} rows={2} maxLength={4000} value={matter} onChange={(event) => setMatter(event.target.value)} /></Field>
      <Refused text={act.mistake} />
      <div className="rights-line"><Button size="small" type="primary" htmlType="submit" loading={act.busy}>{texts.draft}</Button><Button size="small" onClick={() => setOpen(false)}>{common.cancel}</Button></div>
    </form>
  )
}
