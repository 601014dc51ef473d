import type { Portrait } from '../api/cadres'
import { common, portrait as texts } from '../texts'
import { lasting } from './known'

/** The person in one line: the facts that every judgement starts from. */
export function FactsLine({ portrait }: { portrait: Portrait }) {
  const { person, posts, asOf, today } = portrait
  const held = posts.findLast((one) => one.to === null) ?? posts.at(-1)
  const since = held?.reportedOn ?? held?.from ?? null
  const span = since === null ? null : lasting(since, asOf)
  const fields = [...new Set((held?.fields ?? []).filter((one) => one.to === null).map((one) => one.field))]
  const facts: [string, string | null][] = [
    [texts.facts.number, portrait.number],
    [asOf === today ? texts.facts.post : texts.facts.postThen, held === undefined ? null : held.post || held.unitName],
    [texts.facts.rank, portrait.rank],
    [texts.facts.person, [portrait.sex === null ? null : texts.sexes[portrait.sex], portrait.bornOn?.slice(0, 7)].filter(Boolean).join(' / ') || null],
    [texts.facts.authority, portrait.authority],
    [texts.facts.since, since === null || span === null ? null : `${since}（${texts.lasted(span.years, span.months)}）`],
    [texts.facts.nominated, held?.nominator == null ? null : texts.nominators[held.nominator]],
    [texts.facts.fields, fields.join(common.comma) || null],
  ]
  return (
    <section className="facts">
      <span className="facts-name"><b>{person.name}</b>{person.demo && <span className="sample">{common.sample}</span>}</span>
      <dl>
        {facts.filter(([, value]) => value !== null).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  )
}
