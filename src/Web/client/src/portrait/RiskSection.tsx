import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { getFactors } from '../api/risk'
import { count } from '../app/clock'
import { risk as texts } from '../texts'
import { FactorBars } from '../risk/FactorBars'
import { PlaceHistory } from '../risk/PlaceHistory'
import '../risk/risk.css'

/** On a portrait: what the model hints at today, factor by factor, and the places of the months. It is no part of the past that the page may show. */
export function RiskSection({ number }: { number: string }) {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: ['factors', number], queryFn: ({ signal }) => getFactors(number, signal) })
  if (data === undefined) return null
  return (
    <section className="box portrait-risk" data-testid="portrait-risk">
      <h2 className="box-head">{texts.title}<Link className="link" to={`/ranking?cadre=${encodeURIComponent(number)}`}>{texts.toRanking}</Link></h2>
      {data.state !== 'live' ? <p className="box-text">{texts.portraitNone}</p> : data.place === null ? <p className="box-text">{data.people === 0 ? texts.emptyCount : texts.portraitOut}</p> : (
        <>
          <p className="box-text">{texts.portraitPlace(data.place, count(data.people))}　{texts.limits}</p>
          <FactorBars factors={{ ...data, factors: data.factors.slice(0, 5) }} onChanged={(next) => queries.setQueryData(['factors', number], next)} />
          <PlaceHistory history={data.history} />
        </>
      )}
    </section>
  )
}
