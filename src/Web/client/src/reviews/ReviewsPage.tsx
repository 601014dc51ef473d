import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { getReviews } from '../api/reviews'
import type { ReviewItem } from '../api/reviews'
import { dayOf } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, populations, reviews as texts } from '../texts'
import './reviews.css'

/** The rounds that the viewer may know of. */
export function ReviewsPage() {
  const width = useWidth()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['reviews'], queryFn: ({ signal }) => getReviews(signal), refetchInterval: 60_000 })
  const slow = useDelayed(isPending)
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'}>
        {data?.opens === true && <Link className="button-link button-link-plain" to="/joint-reviews/populations" data-testid="to-populations">{populations.title}</Link>}
        {data?.opens === true && <Link className="button-link" to="/joint-reviews/new" data-testid="open-round">{texts.open}</Link>}
      </PageHeader>
      <main className="list-page">
        {data !== undefined && data.missing.length > 0 && <MissingPolicy missing={data.missing} />}
        <div className="scroll">
          {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : data.items.length === 0 ? <div className="message" role="status">{texts.empty}</div>
                : <Rows items={data.items} />}
        </div>
        {data !== undefined && data.items.length > 0 && <footer className="board-foot"><span>{texts.all(data.items.length)}</span></footer>}
      </main>
    </Shell>
  )
}

/** A store without the figures of joint review says what is to be added, instead of refusing act by act. */
export const MissingPolicy = ({ missing }: { missing: readonly string[] }) => (
  <div className="strip strip-lines" role="alert" data-testid="missing-policy"><b>{texts.missing}</b>{missing.map((one) => <span key={one}>{one}</span>)}</div>
)

function Rows({ items }: { items: ReviewItem[] }) {
  const navigate = useNavigate()
  return (
    <table className="table rows-open" data-testid="reviews">
      <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.id} data-testid="review-row" onClick={() => void navigate(`/joint-reviews/${one.id}`)}>
            <td className="keep"><Link to={`/joint-reviews/${one.id}`} onClick={(event) => event.stopPropagation()}><b>{one.name}</b></Link></td>
            <td className="keep">{texts.states[one.state]}</td>
            <td className="keep">{texts.people(one.people)}</td>
            <td>{one.unit === null ? texts.letters(one.letters, one.units) : <>{texts.ownUnit(one.unit)}{one.chased !== null && one.chased > 0 && <b className="plum">　{texts.chased(one.chased)}</b>}</>}</td>
            <td className="keep">{one.dueOn ?? common.none}</td>
            <td className="quiet keep">{dayOf(one.openedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
