import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Ranking } from '../api/risk'
import { getFactors } from '../api/risk'
import { isNotFound } from '../api/http'
import { Failure } from '../app/Failure'
import { useDelayed } from '../app/useDelayed'
import { common, risk as texts } from '../texts'
import { FactorBars } from './FactorBars'
import { PlaceHistory } from './PlaceHistory'

interface Props { cadre: string; ranking: Ranking; onClose: () => void; onAlert: (id: string) => void }

/** Why one person stands where they stand, factor by factor, and what may follow from it. */
export function FactorPanel({ cadre, ranking, onClose, onAlert }: Props) {
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['factors', cadre], queryFn: ({ signal }) => getFactors(cadre, signal) })
  const slow = useDelayed(isPending)
  if (isNotFound(error)) return <p className="message">{common.notFound}</p>
  if (data === undefined) return error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow ? <p className="message" role="status">{common.loading}</p> : null
  const budget = ranking.model?.budget ?? null
  return (
    <div className="risk-detail" data-testid="factors">
      <header className="risk-detail-head">
        <b>{data.person.name}</b>{data.person.demo && <span className="sample">{common.sample}</span>}
        <span className="quiet">{data.person.post === '' ? data.person.unitName : data.person.post}</span>
        <span className="risk-end strong">{texts.own(data.place, data.countPlace)}</span>
        <Button size="small" type="text" onClick={onClose} aria-label={texts.close}>×</Button>
      </header>
      {data.factors.length === 0 ? <p className="box-text">{data.state === 'live' ? texts.noFactors : texts.portraitNone}</p>
        : <FactorBars factors={data} onChanged={(next) => queries.setQueryData(['factors', cadre], next)} />}
      <PlaceHistory history={data.history} />
      <section className="risk-part">
        <h3>{texts.notCounted}</h3>
        <p className="quiet">{texts.notCountedText}</p>
      </section>
      <section className="risk-part">
        <div className="buttons">
          {data.alert !== null && <Button type="primary" size="small" onClick={() => onAlert(data.alert!.id)}>{texts.openHint}</Button>}
          <Link className="link" to={`/cadres/${encodeURIComponent(cadre)}`}>{texts.portrait}</Link>
        </div>
        <p className="meta">
          {texts.limits}{budget !== null && <>{texts.budgetNote(`${budget.value} ${budget.unit}`, ranking.above)}{texts.gradeMarks[budget.grade] !== '' && <span className="unverified">{texts.gradeMarks[budget.grade]}</span>}。</>}{texts.recordedOnly}
        </p>
      </section>
    </div>
  )
}
