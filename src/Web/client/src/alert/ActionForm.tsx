import { AutoComplete, Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import type { KeyboardEvent, ReactNode } from 'react'
import { useState } from 'react'
import type { Alert, MergeTarget } from '../api/types'
import { today } from '../app/clock'
import { colleagues } from '../app/people'
import { CalendarIcon } from '../marks/icons'
import { actions, common } from '../texts'
import type { Draft, FormName, Mistakes } from './actionRules'
import { commandOf, mistakesOf } from './actionRules'
import type { useCommand } from './useCommand'

interface Props {
  name: FormName; alert: Alert; me: readonly string[]; targets: readonly MergeTarget[]; command: ReturnType<typeof useCommand>; onDone: () => void
}

/** The form of one action, in the place of the action bar. Esc leaves it, Ctrl Enter sends it. */
export function ActionForm({ name, alert, me, targets, command, onDone }: Props) {
  const [draft, setDraft] = useState<Draft>(() => ({ to: '', until: dayjs(today()).add(7, 'day').format('YYYY-MM-DD'), into: targets.length === 1 ? targets[0]!.id : '', reason: '' }))
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const busy = command.running !== null
  const write = (change: Partial<Draft>) => setDraft((known) => ({ ...known, ...change }))

  const submit = async () => {
    if (busy) return
    const found = mistakesOf(name, draft, today())
    setMistakes(found)
    if (Object.keys(found).length > 0) return
    const outcome = await command.run(alert, commandOf(name, draft))
    if (outcome.done) onDone()
    else if (outcome.field !== undefined) setMistakes({ [outcome.field in draft ? outcome.field : 'reason']: outcome.detail })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
  }

  return (
    <form className="action-form" onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); void submit() }} data-testid={`form-${name}`}>
      {name === 'assign' && (
        <Field id="action-to" label={actions.assignTo} mistake={mistakes.to}>
          <span className="field-line">
            <AutoComplete
              id="action-to" autoFocus className="grow" value={draft.to} placeholder={actions.assignToHint} onChange={(to: string) => write({ to })}
              options={people(draft.to)}
            />
            <Button onClick={() => write({ to: me[0] ?? '' })}>{actions.toMe}</Button>
          </span>
        </Field>
      )}
      {name === 'escalate' && (
        <Field id="action-to" label={actions.escalateTo} mistake={mistakes.to}>
          <AutoComplete
            id="action-to" autoFocus value={draft.to} placeholder={actions.escalateToHint} onChange={(to: string) => write({ to })} options={people(draft.to, me)}
          />
        </Field>
      )}
      {name === 'merge' && (
        <Field id="action-into" label={actions.mergeInto} mistake={mistakes.into}>
          <Select
            id="action-into" value={draft.into === '' ? null : draft.into} placeholder={actions.mergeIntoHint} onChange={(into: string) => write({ into })} data-testid="action-into"
            options={targets.map((one) => ({ value: one.id, label: `${one.level.word}${common.dot}${one.pattern.name}${common.dot}${one.short}` }))}
          />
        </Field>
      )}
      {name === 'snooze' && (
        <Field id="action-until" label={actions.until} mistake={mistakes.until}>
          <DatePicker
            id="action-until" inputReadOnly value={draft.until === '' ? null : dayjs(draft.until)} placement="topLeft"
            suffixIcon={CalendarIcon} allowClear={false} minDate={dayjs(today()).add(1, 'day')} showNow={false} onChange={(day) => write({ until: day?.format('YYYY-MM-DD') ?? '' })}
          />
        </Field>
      )}
      {name !== 'assign' && (
        <Field id="action-reason" label={actions.reason} mistake={mistakes.reason}>
          <Input.TextArea
            id="action-reason" autoFocus={name !== 'escalate' && name !== 'merge'} rows={3} maxLength={500} value={draft.reason} placeholder={actions.reasonHint[name]}
            onChange={(event) => write({ reason: event.target.value })} aria-invalid={mistakes.reason !== undefined} data-testid="action-reason"
          />
        </Field>
      )}
      <div className="action-row">
        <Button type="primary" htmlType="submit" loading={busy} data-testid={`submit-${name}`}>{actions.submit[name]}</Button>
        <Button onClick={onDone} disabled={busy}>{common.cancel}</Button>
      </div>
    </form>
  )
}

const people = (typed: string, without: readonly string[] = []) => colleagues()
  .filter((one) => `${one.name} ${one.account}`.includes(typed) && !without.includes(one.account))
  .map((one) => ({ value: one.account, label: `${one.name} ${one.account}` }))

function Field({ id, label, mistake, children }: { id: string; label: string; mistake: string | undefined; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {mistake !== undefined && <p className="plum field-mistake" role="alert">⚠ {mistake}</p>}
    </div>
  )
}
