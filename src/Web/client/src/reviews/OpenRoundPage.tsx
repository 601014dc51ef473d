import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { getPopulation, getPopulations, getReviewSetup, openReview } from '../api/reviews'
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
import { merged, PeoplePicker } from './PeoplePicker'
import type { Filter } from './PeoplePicker'
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
  const [filter, setFilter] = useState<Filter>({ units: [], ranks: [] })
  const [units, setUnits] = useState<Record<string, Chosen>>(() => Object.fromEntries(setup.units.map((one) => [one.id, { on: one.liaison !== null && one.deputy !== null, liaison: one.liaison, deputy: one.deputy }])))
  const [knowing, setKnowing] = useState<string[]>([])
  const act = useAct()
  const figure = (code: string) => setup.figures.find((one) => one.code === code)
  const days = figure('review.replyDays')
  const members = setup.units.filter((one) => units[one.id]!.on)
  // One account answers for one unit: whoever is chosen is not offered elsewhere.
  const taken = new Set(members.flatMap((one) => [units[one.id]!.liaison, units[one.id]!.deputy]))
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
        <PeoplePicker title={texts.people} note={texts.peopleNote} people={people} ranks={setup.ranks} filter={filter} onFilter={setFilter} onChange={setPeople}>
          <TakePopulation onTake={(taken) => setPeople((old) => merged(old, taken))} />
        </PeoplePicker>
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
                <Select size="small" className="member-select" suffixIcon={DownIcon} aria-label={`${one.name} ${label}`} disabled={!chosen.on} showSearch={{ optionFilterProp: 'label' }} placeholder={texts.choose} value={chosen[of]} onChange={(account: string) => change({ [of]: account })} popupMatchSelectWidth={false} options={setup.liaisons.map((known) => ({ value: known.account, label: known.name, disabled: taken.has(known.account) && chosen[of] !== known.account }))} />
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

/** Adds everybody of a saved population; the round keeps the people and not where they came from. */
function TakePopulation({ onTake }: { onTake: (people: ReviewPerson[]) => void }) {
  const [query] = useSearchParams()
  const [chosen, setChosen] = useState<string | null>(query.get('population'))
  const { data } = useQuery({ queryKey: ['populations'], queryFn: ({ signal }) => getPopulations(signal), gcTime: 0 })
  const act = useAct()
  const take = (id: string) => void act.run(async () => onTake((await getPopulation(id)).people))
  useEffect(() => {
    if (chosen !== null) take(chosen)
    // Once, for the population that the address names; others are taken when they are chosen.
  }, [])
  if (data === undefined || data.items.length === 0) return null
  return (
    <>
      <Field id="round-population" label={texts.population} hint={texts.populationHint} optional>
        <Select id="round-population" suffixIcon={DownIcon} value={chosen} loading={act.busy} onChange={(id: string) => { setChosen(id); take(id) }} options={data.items.map((one) => ({ value: one.id, label: texts.populationOf(one.name, one.people) }))} />
      </Field>
      <Refused text={act.mistake} />
    </>
  )
}
