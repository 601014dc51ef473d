import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { isNotFound } from '../api/http'
import { discardPopulation, getPopulation, getReviewSetup, savePopulation } from '../api/reviews'
import type { ReviewPerson, SavedPopulation } from '../api/reviews'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { Field } from '../app/Field'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useWidth } from '../app/useWide'
import { common, populations as texts } from '../texts'
import { merged, PeoplePicker } from './PeoplePicker'
import './reviews.css'

/** One saved population, or a new one: its name, its list, its versions. */
export function PopulationPage() {
  const width = useWidth()
  const { population } = useParams()
  const saved = useQuery({
    queryKey: ['population', population], queryFn: ({ signal }) => getPopulation(population!, signal), enabled: population !== undefined, gcTime: 0, retry: (count, error) => !isNotFound(error) && count < 2,
  })
  const setup = useQuery({ queryKey: ['review-setup'], queryFn: ({ signal }) => getReviewSetup(signal), gcTime: 0 })
  const error = saved.error ?? setup.error
  const ready = setup.data !== undefined && (population === undefined || saved.data !== undefined)
  return (
    <Shell width={width}>
      <PageHeader title={saved.data?.item.name ?? texts.add} scope={texts.scope} phone={width === 'phone'}>
        {saved.data !== undefined && <Link className="button-link" to={`/joint-reviews/new?population=${population}`} data-testid="take-population">{texts.take}</Link>}
      </PageHeader>
      {isNotFound(error) ? <div className="message" role="status">{common.notFound}</div>
        : !ready ? error !== null && <Failure error={error} onRetry={() => { void saved.refetch(); void setup.refetch() }} />
          : <PopulationForm key={saved.data?.item.version ?? 0} saved={saved.data} ranks={setup.data!.ranks} />}
    </Shell>
  )
}

function PopulationForm({ saved, ranks }: { saved: SavedPopulation | undefined; ranks: string[] }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState(saved?.item.name ?? '')
  const [people, setPeople] = useState<ReviewPerson[]>(saved?.people ?? [])
  const [filter, setFilter] = useState({ units: saved?.units ?? [], ranks: saved?.ranks ?? [] })
  const act = useAct()
  const joined = (saved?.joined ?? []).filter((one) => !people.some((known) => known.number === one.number))
  const submit = () => void act.run(async () => {
    const done = await savePopulation(saved?.item.id ?? null, { name, ...filter, people: people.map((one) => one.number), seen: saved?.item.version ?? null })
    await queries.invalidateQueries({ queryKey: ['population', done.population] })
    void navigate(`/joint-reviews/populations/${done.population}`, { replace: true })
  })
  return (
    <main className="body body-columns" data-testid="population-form">
      <div className="column">
        <section className="box">
          <h2 className="box-head">{texts.name}</h2>
          <div className="box-body stack">
            <Field id="population-name" label={texts.name} hint={texts.nameHint} mistake={act.field === 'name' ? (act.mistake ?? undefined) : undefined}><Input id="population-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} /></Field>
            <Refused text={act.field === 'name' ? null : act.mistake} />
            <div className="buttons"><Button type="primary" loading={act.busy} onClick={submit} data-testid="save-population">{saved === undefined ? texts.save : texts.saveVersion(saved.item.version + 1)}</Button></div>
          </div>
        </section>
        {saved !== undefined && (
          <section className="box">
            <h2 className="box-head">{texts.history}</h2>
            <div className="lines">{saved.history.map((one) => <div key={one.version} className="line" data-testid="population-version"><span className="line-main">{texts.version(one.version)}</span><span className="quiet keep">{moment(one.at)} {one.by.name}</span></div>)}</div>
          </section>
        )}
        {saved !== undefined && <Discard saved={saved} />}
      </div>
      <PeoplePicker title={texts.people} note={texts.peopleNote} people={people} ranks={ranks} filter={filter} onFilter={setFilter} onChange={setPeople}>
        {joined.length > 0 && (
          <p className="part-text" data-testid="joined">{texts.joined(joined.length, joined.slice(0, 5).map((one) => one.name).join(common.comma))} <button type="button" className="link" onClick={() => setPeople(merged(people, joined))}>{texts.addJoined}</button></p>
        )}
      </PeoplePicker>
    </main>
  )
}

function Discard({ saved }: { saved: SavedPopulation }) {
  const navigate = useNavigate()
  const [sure, setSure] = useState(false)
  const act = useAct()
  const discard = () => void act.run(async () => {
    await discardPopulation(saved.item.id, saved.item.version)
    void navigate('/joint-reviews/populations', { replace: true })
  })
  if (!sure) return <div><Button size="small" onClick={() => setSure(true)} data-testid="discard-population">{texts.discard}</Button></div>
  return (
    <div className="stack">
      <p className="part-text">{texts.discardSure}</p>
      <Refused text={act.mistake} />
      <div className="buttons"><Button size="small" type="primary" loading={act.busy} onClick={discard}>{texts.discard}</Button><Button size="small" onClick={() => setSure(false)}>{common.cancel}</Button></div>
    </div>
  )
}
