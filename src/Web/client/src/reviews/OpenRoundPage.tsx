import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { findPopulation, getReviewSetup, openReview } from '../api/reviews'
import type { ReviewPerson, ReviewSetup } from '../api/reviews'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useWidth } from '../app/useWide'
import { DownIcon } from '../marks/icons'
import { common, matrix, openRound as texts, opinion } from '../texts'
import { MissingPolicy } from './ReviewsPage'
import './reviews.css'

/** Opens a round: people by filter and by list, the units with who answers, and who knows. */
export function OpenRoundPage() {
  const width = useWidth()
  const { data, error, refetch } = useQuery({ queryKey: ['review-setup'], queryFn: ({ signal }) => getReviewSetup(signal), gcTime: 0 })
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.secrecy} phone={width === 'phone'} />
      {data === undefined ? error !== null && <Failure error={error} onRetry={() => void refetch()} /> : <OpenForm setup={data} />}
    </Shell>
  )
}

interface Chosen { on: boolean; liaison: string | null; deputy: string | null }

function OpenForm({ setup }: { setup: ReviewSetup }) {
  const navigate = useNavigate()
  const session = useSession()
  const [people, setPeople] = useState<ReviewPerson[]>([])
  const [units, setUnits] = useState<Record<string, Chosen>>(() => Object.fromEntries(setup.units.map((one) => [one.id, { on: one.liaison !== null && one.deputy !== null, liaison: one.liaison, deputy: one.deputy }])))
  const [knowing, setKnowing] = useState<string[]>([])
  const act = useAct()
  const figure = (code: string) => setup.figures.find((one) => one.code === code)
  const days = figure('review.replyDays')
  const members = setup.units.filter((one) => units[one.id]!.on)
  const submit = () => void act.run(async () => {
    const made = await openReview({
      people: people.map((one) => one.number), knowing,
      units: members.map((one) => ({ id: one.id, name: one.name, kind: one.kind, secrecy: one.secrecy, asked: one.asked, liaison: units[one.id]!.liaison, deputy: units[one.id]!.deputy })),
    })
    void navigate(`/joint-reviews/${made.round}`)
  })
  return (
    <main className="body body-columns" data-testid="open-form">
      {setup.missing.length > 0 && <div className="body-wide"><MissingPolicy missing={setup.missing} /></div>}
      <div className="column">
        <People people={people} ranks={setup.ranks} onChange={setPeople} />
        <section className="box">
          <h2 className="box-head">{texts.knowing}</h2>
          <div className="box-body"><Field id="round-knowing" label={texts.knowing} hint={texts.knowingHint} optional><Select id="round-knowing" mode="multiple" suffixIcon={DownIcon} value={knowing} onChange={setKnowing} optionFilterProp="label" options={setup.knowing.filter((one) => one.account !== session.actor).map((one) => ({ value: one.account, label: one.name }))} /></Field></div>
        </section>
      </div>
      <section className="box">
        <h2 className="box-head">{texts.members}<small>{figure('review.fewestUnits') !== undefined && texts.membersNote(figure('review.fewestUnits')!.value, figure('review.mostUnits')?.value ?? 0)}　{members.length}</small></h2>
        <table className="table" data-testid="members">
          <thead><tr><th scope="col">{texts.unit}</th><th scope="col">{texts.liaison}</th><th scope="col">{texts.deputy}</th><th scope="col">{texts.asked}</th></tr></thead>
          <tbody>
            {setup.units.map((one) => {
              const chosen = units[one.id]!
              const change = (next: Partial<Chosen>) => setUnits((old) => ({ ...old, [one.id]: { ...old[one.id]!, ...next } }))
              const who = (of: 'liaison' | 'deputy', label: string) => (
                <Select size="small" className="member-select" suffixIcon={DownIcon} aria-label={`${one.name} ${label}`} disabled={!chosen.on} showSearch={{ optionFilterProp: 'label' }} placeholder={texts.choose} value={chosen[of]} onChange={(account: string) => change({ [of]: account })} popupMatchSelectWidth={false} options={setup.liaisons.map((known) => ({ value: known.account, label: known.name }))} />
              )
              return (
                <tr key={one.id}>
                  <td className="keep"><Checkbox checked={chosen.on} onChange={(event) => change({ on: event.target.checked })}>{one.name}</Checkbox></td>
                  <td>{who('liaison', texts.liaison)}</td><td>{who('deputy', texts.deputy)}</td>
                  <td className="quiet">{one.asked.map((kind) => opinion.classes[kind]).join(common.comma)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <div className="box-foot stack">
          {setup.dueOn !== null && days !== undefined && <p className="meta">{texts.due(setup.dueOn, days.value, days.grade === 'M' || days.grade === 'U')}</p>}
          <Refused text={act.mistake} />
          <div className="buttons"><Button type="primary" loading={act.busy} onClick={submit} data-testid="submit-round">{texts.submit}</Button><span className="meta">{matrix.people(people.length)}{common.dot}{members.length}</span></div>
        </div>
      </section>
    </main>
  )
}

function People({ people, ranks, onChange }: { people: ReviewPerson[]; ranks: string[]; onChange: (people: ReviewPerson[]) => void }) {
  const session = useSession()
  const [units, setUnits] = useState<string[]>([])
  const [only, setOnly] = useState<string[]>([])
  const [numbers, setNumbers] = useState('')
  const [unknown, setUnknown] = useState<string[]>([])
  const act = useAct()
  const find = () => void act.run(async () => {
    const found = await findPopulation({ units, ranks: only, numbers: numbers.split(/[\s,，、;；]+/).filter((one) => one !== '') })
    const all = new Map([...people, ...found.people].map((one) => [one.number, one]))
    onChange([...all.values()].sort((a, b) => (a.number < b.number ? -1 : 1)))
    setUnknown(found.unknown)
    setNumbers(found.unknown.join('\n'))
  })
  return (
    <section className="box">
      <h2 className="box-head">{texts.people}<small>{texts.chosen(people.length)}</small></h2>
      <div className="box-body stack">
        <p className="meta">{texts.peopleNote}</p>
        <div className="pair">
          <Field id="round-units" label={texts.units} optional><Select id="round-units" mode="multiple" maxTagCount="responsive" suffixIcon={DownIcon} value={units} onChange={setUnits} optionFilterProp="label" options={session.units.map((one) => ({ value: one.id, label: one.name }))} /></Field>
          <Field id="round-ranks" label={texts.ranks} optional><Select id="round-ranks" mode="multiple" maxTagCount="responsive" suffixIcon={DownIcon} value={only} onChange={setOnly} options={ranks.map((one) => ({ value: one, label: one }))} /></Field>
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
