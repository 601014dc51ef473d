import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { findPopulation } from '../api/reviews'
import type { ReviewPerson } from '../api/reviews'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useSession } from '../app/session'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, openRound as texts } from '../texts'

export interface Filter { units: string[]; ranks: string[] }

/** Both lists by number, each person once. */
export const merged = (some: readonly ReviewPerson[], more: readonly ReviewPerson[]): ReviewPerson[] =>
  [...new Map([...some, ...more].map((one) => [one.number, one])).values()].sort((a, b) => (a.number < b.number ? -1 : 1))

interface Props {
  title: string; note: string; people: ReviewPerson[]; ranks: string[]; filter: Filter; onFilter: (filter: Filter) => void; onChange: (people: ReviewPerson[]) => void; children?: ReactNode
}

/** One list of people, put together by filter and by number. */
export function PeoplePicker({ title, note, people, ranks, filter, onFilter, onChange, children }: Props) {
  const session = useSession()
  const [numbers, setNumbers] = useState('')
  const [unknown, setUnknown] = useState<string[]>([])
  const act = useAct()
  const find = () => void act.run(async () => {
    const found = await findPopulation({ ...filter, numbers: numbers.split(/[\s,，、;；]+/).filter((one) => one !== '') })
    onChange(merged(people, found.people))
    setUnknown(found.unknown)
    setNumbers(found.unknown.join('\n'))
  })
  return (
    <section className="box">
      <h2 className="box-head">{title}<small>{texts.chosen(people.length)}</small></h2>
      <div className="box-body stack">
        <p className="meta">{note}</p>
        {children}
        <div className="pair">
          <Field id="round-units" label={texts.units} optional><Select id="round-units" mode="multiple" maxTagCount="responsive" suffixIcon={DownIcon} value={filter.units} onChange={(units) => onFilter({ ...filter, units })} optionFilterProp="label" options={session.units.map((one) => ({ value: one.id, label: one.name }))} /></Field>
          <Field id="round-ranks" label={texts.ranks} optional><Select id="round-ranks" mode="multiple" maxTagCount="responsive" suffixIcon={DownIcon} value={filter.ranks} onChange={(only) => onFilter({ ...filter, ranks: only })} options={ranks.map((one) => ({ value: one, label: one }))} /></Field>
        </div>
        <Field id="round-numbers" label={texts.numbers} hint={texts.numbersHint} optional><Input.TextArea id="round-numbers" rows={3} value={numbers} onChange={(event) => setNumbers(event.target.value)} /></Field>
        {unknown.length > 0 && <p className="plum refused">⚠ {texts.unknown(unknown.join(common.comma))}</p>}
        <Refused text={act.mistake} />
        <div className="buttons"><Button loading={act.busy} onClick={find} data-testid="find-people">{texts.find}</Button>{people.length > 0 && <Button type="link" onClick={() => onChange([])}>{texts.clear}</Button>}</div>
        {people.length === 0 ? <p className="part-text quiet">{texts.none}</p> : (
          <ul className="chosen-people" data-testid="chosen-people">
            {people.map((one) => <li key={one.number}><b>{one.name}</b>{one.demo && <span className="sample">{common.sample}</span>} <span className="quiet">{one.unitName} {one.post}　{one.number}</span> <button type="button" className="link" onClick={() => onChange(people.filter((other) => other !== one))}>{texts.remove}</button></li>)}
          </ul>
        )}
      </div>
    </section>
  )
}
