import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, InputNumber, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { getWords, recordJudgement } from '../api/measures'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { today } from '../app/clock'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { common, gate as texts } from '../texts'

/** Who judged, at which meeting and when: the only way out of 期满待研判. */
export function JudgementForm({ number, cause, on, onDone, onCancel }: { number: string; cause: string; on: string; onDone: () => void; onCancel: () => void }) {
  const { data: words } = useQuery({ queryKey: ['measure-words'], queryFn: ({ signal }) => getWords(signal), staleTime: Infinity })
  const [day, setDay] = useState(on < today() ? on : today())
  const [body, setBody] = useState('department')
  const [count, setCount] = useState<number | null>(null)
  const [affects, setAffects] = useState<boolean | null>(null)
  const [note, setNote] = useState('')
  const act = useAct()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      await recordJudgement(number, { measure: cause, on: day, body, year: Number(day.slice(0, 4)), number: count, stillAffects: affects, note: note.trim() || null })
      onDone()
    })
  }
  return (
    <form className="stack gate-form" onSubmit={submit} data-testid="judgement-form">
      <p className="meta">{texts.judgeNote}</p>
      <div className="act-fields">
        <Field id="judge-body" label={texts.meeting}><Select id="judge-body" suffixIcon={DownIcon} value={body} onChange={setBody} options={words?.lists.find((one) => one.list === 'meetings')?.items.map((one) => ({ value: one.code, label: one.word })) ?? []} /></Field>
        <Field id="judge-number" label={texts.meetingNumber}><InputNumber id="judge-number" min={1} max={999} precision={0} value={count} onChange={setCount} /></Field>
        <Field id="judge-day" label={texts.meetingOn}><DatePicker id="judge-day" allowClear={false} suffixIcon={CalendarIcon} value={dayjs(day)} onChange={(next) => next !== null && setDay(next.format('YYYY-MM-DD'))} /></Field>
      </div>
      <Field id="judge-affects" label={texts.conclusion}>
        <Radio.Group id="judge-affects" value={affects} onChange={(event) => setAffects(event.target.value as boolean)} options={[{ value: true, label: texts.conclusions.yes }, { value: false, label: texts.conclusions.no }]} />
      </Field>
      <Field id="judge-note" label={texts.note} optional><Input.TextArea id="judge-note" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} /></Field>
      <Refused text={act.mistake} />
      <div className="rights-line"><Button type="primary" htmlType="submit" loading={act.busy} data-testid="submit-judgement">{texts.submit}</Button><Button onClick={onCancel} disabled={act.busy}>{common.cancel}</Button></div>
    </form>
  )
}
