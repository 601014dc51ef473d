import { useParams } from 'react-router'
import { isNotFound } from '../api/http'
import { Failure } from '../app/Failure'
import { LiveDot, LiveLine } from '../app/LiveLine'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, matrix as texts, ownColumn } from '../texts'
import { MatrixView } from './MatrixView'
import { OwnColumnView } from './OwnColumnView'
import { MissingPolicy } from './ReviewsPage'
import { useRound } from './useRound'
import './reviews.css'

/** One round: its matrix for who is named for the whole, its own column for a unit. */
export function RoundPage() {
  const width = useWidth()
  const { id = '' } = useParams()
  const { round, matrix, error, pending, status, refetch, retryNow } = useRound(id)
  const slow = useDelayed(pending)
  const own = round?.sight === 'ownColumn'
  const unit = round?.members[0]?.name ?? ''
  return (
    <Shell width={width} rail>
      <PageHeader title={own ? ownColumn.title : texts.title} scope={round !== undefined && (own ? ownColumn.scope(round.name, unit) : texts.crumb(round.name))} phone={width === 'phone'}>
        {round !== undefined && !own && <span className="secret-mark">{texts.secret(round.knowing.length)}</span>}
        <LiveDot status={status} />
      </PageHeader>
      <LiveLine status={status} onRetry={retryNow} />
      {round !== undefined && round.missing.length > 0 && <MissingPolicy missing={round.missing} />}
      {isNotFound(error) ? <div className="message" role="status">{common.notFound}</div>
        : round === undefined || matrix === undefined ? (error !== null ? <Failure error={error} onRetry={refetch} /> : slow && <div className="message" role="status">{common.loading}</div>)
          : own ? <OwnColumnView round={round} matrix={matrix} wide={width === 'beside'} onDone={refetch} /> : <MatrixView round={round} matrix={matrix} wide={width === 'beside'} onDone={refetch} />}
    </Shell>
  )
}
