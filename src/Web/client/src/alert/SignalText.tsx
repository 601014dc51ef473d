import { useQuery } from '@tanstack/react-query'
import { getSignal } from '../api/alerts'
import { isNotFound } from '../api/http'
import { dayOf, moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { nameOf } from '../app/people'
import { useDelayed } from '../app/useDelayed'
import { common, portrait, signal } from '../texts'

/** One signal's own words, read when asked for and forgotten when closed. */
export function SignalText({ cadre, id }: { cadre: string; id: string }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['signal', id], queryFn: ({ signal: abort }) => getSignal(cadre, id, abort), gcTime: 0 })
  const slow = useDelayed(isPending)
  if (isNotFound(error)) return <div className="signal">{signal.gone}</div>
  if (error !== null) return <div className="signal"><Failure error={error} onRetry={() => void refetch()} /></div>
  if (data === undefined) return slow ? <div className="signal">{common.loading}</div> : null
  const meta = [
    common.secrecy[data.secrecy] ?? data.secrecy,
    signal.number(data.externalId),
    data.knownOn === null ? null : signal.known(dayOf(data.knownOn)),
    signal.recorded(moment(data.recordedAt)),
    data.revisions > 1 ? signal.revisions(data.revisions - 1) : null,
  ].filter((one) => one !== null && one !== '')
  return (
    <div className="signal" data-testid="signal">
      {data.title !== null && <b>{data.title}</b>}
      <p>{data.text || signal.noText}</p>
      <p className="meta">{meta.join(common.dot)}</p>
      {data.attribution !== null && (
        <p className="meta">
          {signal.attribution(portrait.attribution[data.attribution.attributed ? 'attributed' : 'notAttributed'], nameOf(data.attribution.by), moment(data.attribution.at), data.attribution.reason ?? common.none)}
        </p>
      )}
    </div>
  )
}
