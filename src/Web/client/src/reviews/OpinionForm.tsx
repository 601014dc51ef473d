import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { enterOpinions } from '../api/reviews'
import type { Answer, Attachment, FactBody, FactStatus, NegativeClass, Responsibility, Secrecy } from '../api/reviews'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { common, opinion, ownColumn as texts } from '../texts'
import { FactFiles } from './FactFiles'

interface Props { round: string; unit: string; cadre: string; seen: number; least: Secrecy; existing: Attachment[]; onDone: () => void }

const rising: readonly Secrecy[] = ['internal', 'confidential', 'secret']

const blank: FactBody = { class: null, from: null, to: null, status: null, responsibility: null, text: '', basis: '', attachments: [] }
const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const fields = ['class', 'from', 'to', 'status', 'responsibility', 'text', 'basis']

/** What the unit says of one person: an answer and, but for 无不良反映, its facts. */
export function OpinionForm({ round, unit, cadre, seen, least, existing, onDone }: Props) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [facts, setFacts] = useState<FactBody[]>([blank])
  const [expectedOn, setExpectedOn] = useState<string | null>(null)
  const [secrecy, setSecrecy] = useState<Secrecy>(least)
  const act = useAct()
  const stated = answer === 'objection' ? facts : answer === 'verifying' ? facts.filter((one) => one.class !== null || one.text !== '' || one.basis !== '' || one.attachments.length > 0) : []
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void act.run(async () => {
      await enterOpinions(round, unit, [{ cadre, answer, facts: stated, expectedOn: answer === 'verifying' ? expectedOn : null, secrecy, seen }])
      onDone()
    })
  }
  const change = (index: number, next: Partial<FactBody>) => setFacts((old) => old.map((one, at) => (at === index ? { ...one, ...next } : one)))
  return (
    <form className="stack" onSubmit={submit} data-testid="opinion-form">
      <Field id="opinion-answer" label={texts.answer}>
        <div className="state-tabs" role="radiogroup" id="opinion-answer" aria-label={texts.answer}>
          {(Object.keys(opinion.answers) as Answer[]).map((one) => <button key={one} type="button" role="radio" className="state-tab answer-tab" aria-checked={answer === one} aria-selected={answer === one} onClick={() => setAnswer(one)} data-testid={`answer-${one}`}>{opinion.answers[one]}</button>)}
        </div>
      </Field>
      {(answer === 'objection' || answer === 'verifying') && facts.map((fact, index) => (
        <fieldset key={index} className="fact-form">
          <legend className="meta">{texts.fact(index + 1)}{facts.length > 1 && <button type="button" className="link" onClick={() => setFacts((old) => old.filter((_, at) => at !== index))}>{texts.dropFact}</button>}</legend>
          <FactFields index={index} fact={fact} existing={existing} mistake={act.field !== null && fields.includes(act.field) ? { field: act.field, text: act.mistake ?? '' } : null} onChange={(next) => change(index, next)} />
        </fieldset>
      ))}
      {(answer === 'objection' || answer === 'verifying') && <div><button type="button" className="link" onClick={() => setFacts((old) => [...old, blank])}>{texts.addFact}</button></div>}
      {answer === 'verifying' && <Field id="opinion-expected" label={texts.expectedOn} optional><Day id="opinion-expected" value={expectedOn} onChange={setExpectedOn} /></Field>}
      {answer !== null && answer !== 'noObjection' && <Field id="opinion-secrecy" label={texts.secrecy}><Select id="opinion-secrecy" suffixIcon={DownIcon} value={secrecy} onChange={setSecrecy} options={rising.slice(rising.indexOf(least)).map((value) => ({ value, label: common.secrecy[value]! }))} /></Field>}
      <Refused text={act.field !== null && fields.includes(act.field) ? null : act.mistake} />
      <div><Button type="primary" htmlType="submit" disabled={answer === null} loading={act.busy} data-testid="submit-opinion">{seen === 0 ? texts.submit : texts.revise}</Button></div>
    </form>
  )
}

function FactFields({ index, fact, existing, mistake, onChange }: { index: number; fact: FactBody; existing: Attachment[]; mistake: { field: string; text: string } | null; onChange: (next: Partial<FactBody>) => void }) {
  const id = (name: string) => `fact-${index}-${name}`
  const wrong = (name: string) => (mistake?.field === name ? mistake.text : undefined)
  return (
    <div className="act-fields">
      <Field id={id('class')} label={texts.class} mistake={wrong('class')}><Select<NegativeClass> id={id('class')} suffixIcon={DownIcon} value={fact.class} onChange={(next) => onChange({ class: next })} options={options(opinion.classes) as { value: NegativeClass; label: string }[]} /></Field>
      <Field id={id('status')} label={texts.status} mistake={wrong('status')}><Select<FactStatus> id={id('status')} suffixIcon={DownIcon} value={fact.status} onChange={(next) => onChange({ status: next })} options={options(texts.statuses) as { value: FactStatus; label: string }[]} /></Field>
      <Field id={id('from')} label={texts.from} mistake={wrong('from')}><Day id={id('from')} value={fact.from} onChange={(from) => onChange({ from })} /></Field>
      <Field id={id('to')} label={texts.to} optional mistake={wrong('to')}><Day id={id('to')} value={fact.to} onChange={(to) => onChange({ to })} /></Field>
      <Field id={id('responsibility')} label={texts.responsibility} mistake={wrong('responsibility')}><Select<Responsibility> id={id('responsibility')} suffixIcon={DownIcon} value={fact.responsibility} onChange={(next) => onChange({ responsibility: next })} options={options(opinion.responsibilities) as { value: Responsibility; label: string }[]} /></Field>
      <div className="act-wide"><Field id={id('text')} label={texts.text} mistake={wrong('text')}><Input.TextArea id={id('text')} rows={3} maxLength={2000} value={fact.text} onChange={(event) => onChange({ text: event.target.value })} /></Field></div>
      <div className="act-wide"><Field id={id('basis')} label={texts.basis} mistake={wrong('basis')}><Input id={id('basis')} maxLength={2000} value={fact.basis} onChange={(event) => onChange({ basis: event.target.value })} /></Field></div>
      <div className="act-wide"><FactFiles id={id('files')} files={fact.attachments} existing={existing} onChange={(attachments) => onChange({ attachments })} /></div>
    </div>
  )
}

export const Day = ({ id, value, onChange }: { id: string; value: string | null; onChange: (day: string | null) => void }) => (
  <DatePicker id={id} suffixIcon={CalendarIcon} value={value === null ? null : dayjs(value)} onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)} />
)
