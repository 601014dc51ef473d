import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { actOn, getWords } from '../api/measures'
import type { ActBody, Measure, MeasureAction, Words } from '../api/measures'
import { today } from '../app/clock'
import { Field } from '../app/Field'
import { colleagues } from '../app/people'
import { Refused } from '../app/Refused'
import { useSession } from '../app/session'
import { useAct } from '../app/useAct'
import { useWidth } from '../app/useWide'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { actForm as texts, common, measure as measureTexts } from '../texts'
import { fieldsOf, isOptional, outcomesOf } from './forms'
import type { Asked } from './forms'
import { TalkTime } from './TalkTime'

interface Props { action: MeasureAction; version: number; measure: Measure; onDone: () => void; onStale: () => void; onCancel: () => void }

/** The form of one act, in place; a refusal stays under it and says what is missing. */
export function ActForm({ action, version, measure, onDone, onStale, onCancel }: Props) {
  const { data: words } = useQuery({ queryKey: ['measure-words'], queryFn: ({ signal }) => getWords(signal), staleTime: Infinity })
  const asked = fieldsOf(action.code, measure.item.kind)
  const [body, setBody] = useState<ActBody>(() => starting(asked, measure))
  const act = useAct()
  const set = (name: string, value: ActBody[string]) => setBody((old) => ({ ...old, [name]: value }))
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      const { matter, ...rest } = body
      const year = rest.body === undefined ? {} : { year: Number(String(rest.on).slice(0, 4)) }
      await actOn(measure.item.id, action.code, { ...rest, ...year, version, ...(matter === undefined ? {} : { draft: { matter } }) })
      onDone()
    }).then((done) => {
      // What is typed stays; the page around it is read again, so that the next try is on what stands now.
      if (!done) onStale()
    })
  }
  return (
    <form className="act-form" onSubmit={submit} data-testid="act-form">
      <div className="act-fields">
        {asked.map((field) => (
          <div key={field} className={field === 'text' || field === 'matter' ? 'act-wide' : undefined}>
            <Field id={`act-${field}`} label={labelOf(field, action.code, measure, body)} optional={isOptional(action.code, field)} mistake={act.field === field ? (act.mistake ?? undefined) : undefined}>
              <Entry field={field} action={action.code} measure={measure} words={words} body={body} set={set} />
            </Field>
          </div>
        ))}
      </div>
      <Refused text={act.field !== null && asked.includes(act.field as Asked) ? null : act.code === 'changedMeanwhile' ? measureTexts.changed : act.mistake} />
      <div className="rights-line"><Button type="primary" htmlType="submit" loading={act.busy} data-testid="submit-act">{action.name}</Button><Button onClick={onCancel} disabled={act.busy}>{common.cancel}</Button></div>
    </form>
  )
}

function labelOf(field: Asked, action: string, measure: Measure, body: ActBody): string {
  if (field === 'text') return texts.texts[action] ?? texts.fields.text
  const unit = field === 'count' ? measure.deadlines.find((one) => one.name === body.deadline)?.extensionUnit : null
  return unit ? texts.countIn(unit) : texts.fields[field]
}

function starting(asked: readonly Asked[], measure: Measure): ActBody {
  const start: ActBody = {}
  if (asked.includes('on')) start.on = today()
  if (asked.includes('body')) start.body = 'department'
  if (asked.includes('mode')) start.mode = 'letter'
  if (asked.includes('copies')) start.copies = 1
  if (asked.includes('deadline')) start.deadline = measure.deadlines.find((one) => one.extensionAsked !== null || one.standing === 'running' || one.standing === 'warned')?.name
  if (asked.includes('statement')) start.number = measure.statements.find((one) => one.result === null)?.number
  if (asked.includes('matter')) start.matter = measure.matter
  return start
}

interface EntryProps { field: Asked; action: string; measure: Measure; words: Words | undefined; body: ActBody; set: (name: string, value: ActBody[string]) => void }

function Entry({ field, action, measure, words, body, set }: EntryProps) {
  const { actor, actorName } = useSession()
  const phone = useWidth() === 'phone'
  const id = `act-${field}`
  const choose = (name: string, options: { value: string | boolean | number; label: string }[]) => (
    <Select id={id} suffixIcon={DownIcon} placeholder={texts.chosen} value={body[name] as string | undefined} onChange={(value) => set(name, value)} options={options as { value: string; label: string }[]} popupMatchSelectWidth={false} />
  )
  const of = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([value, label]) => ({ value, label }))
  const list = (name: string) => words?.lists.find((one) => one.list === name)?.items.map((one) => ({ value: one.code, label: one.word })) ?? []
  switch (field) {
    case 'on': return <DatePicker id={id} allowClear={false} suffixIcon={CalendarIcon} value={dayjs(body.on as string)} onChange={(day) => set('on', day?.format('YYYY-MM-DD'))} />
    case 'text': case 'matter': return <Input.TextArea id={id} rows={phone ? 8 : action === 'recordTalk' ? 5 : 3} maxLength={field === 'matter' ? 4_000 : 20_000} value={(body[field] as string | undefined) ?? ''} onChange={(event) => set(field, event.target.value)} />
    case 'agreed': return choose('agreed', [{ value: true, label: action === 'opine' ? texts.agreed.yes : texts.granted.yes }, { value: false, label: action === 'opine' ? texts.agreed.no : texts.granted.no }])
    case 'body': return choose('body', list('meetings'))
    case 'mode': return choose('mode', of(texts.modes))
    case 'talkerRank': return choose('talkerRank', words?.ranks.map((one) => ({ value: one.code, label: one.word })) ?? [])
    case 'talker': case 'recorder': return choose(field, [{ account: actor, name: actorName }, ...colleagues().filter((one) => one.account !== actor)].map((one) => ({ value: one.account, label: one.name })))
    case 'outcome': return choose('outcome', of(outcomesOf(action, measure)))
    case 'choice': return choose('choice', list('statements'))
    case 'deadline': return choose('deadline', measure.deadlines.filter((one) => one.standing !== 'met' && one.standing !== 'ended').map((one) => ({ value: one.name, label: one.word })))
    case 'statement': return choose('number', measure.statements.filter((one) => one.result === null).map((one) => ({ value: one.number, label: String(one.number) })))
    case 'number': case 'copies': case 'count': return <InputNumber id={id} min={1} max={999} precision={0} value={body[field] as number | undefined} onChange={(value) => set(field, value)} />
    case 'startedAt': return phone
      ? <TalkTime id={id} onChange={(at) => set('startedAt', at)} />
      : <DatePicker id={id} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" suffixIcon={CalendarIcon} onChange={(at) => set('startedAt', at === null ? undefined : `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00`)} />
    case 'distinctions': return <span className="rights-line rights-wrap">{of(texts.distinctions).map((one) => <Checkbox key={one.value} onChange={(event) => set(one.value, event.target.checked)}>{one.label}</Checkbox>)}</span>
    default: return <Input id={id} maxLength={64} value={(body[field] as string | undefined) ?? ''} onChange={(event) => set(field, event.target.value)} />
  }
}
