import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { getPopulations } from '../api/reviews'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, matrix, populations as texts } from '../texts'
import './reviews.css'

/** The saved populations of which the viewer may meet everybody. */
export function PopulationsPage() {
  const width = useWidth()
  const navigate = useNavigate()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['populations'], queryFn: ({ signal }) => getPopulations(signal), gcTime: 0 })
  const slow = useDelayed(isPending)
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'}>
        <Link className="button-link" to="/joint-reviews/populations/new" data-testid="new-population">{texts.add}</Link>
      </PageHeader>
      <main className="list-page">
        <div className="scroll">
          {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : data.items.length === 0 ? <div className="message" role="status">{texts.empty}</div> : (
                <table className="table rows-open" data-testid="populations">
                  <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
                  <tbody>
                    {data.items.map((one) => (
                      <tr key={one.id} data-testid="population-row" onClick={() => void navigate(`/joint-reviews/populations/${one.id}`)}>
                        <td><Link to={`/joint-reviews/populations/${one.id}`} onClick={(event) => event.stopPropagation()}><b>{one.name}</b></Link></td>
                        <td className="keep">{matrix.people(one.people)}</td>
                        <td className="keep">{texts.version(one.version)}</td>
                        <td className="quiet keep">{moment(one.savedAt)} {one.savedBy.name}</td>
                        <td className="keep"><Link className="link" to={`/joint-reviews/new?population=${one.id}`} onClick={(event) => event.stopPropagation()}>{texts.take}</Link></td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
        </div>
        {data !== undefined && data.items.length > 0 && <footer className="board-foot"><span>{texts.note}</span></footer>}
      </main>
    </Shell>
  )
}
