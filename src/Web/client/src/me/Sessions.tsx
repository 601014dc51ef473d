import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { endOtherSessions, endSession, getSessions } from '../api/people'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, me } from '../texts'

/** Where the account is signed in; any of it can be ended at once. */
export function Sessions() {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => getSessions(signal) })
  const act = useAct()
  const end = (what: () => Promise<unknown>) => act.run(async () => {
    await what()
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  })
  const others = data?.items.filter((one) => !one.current) ?? []
  return (
    <section className="box" data-testid="sessions">
      <h2 className="box-head">{me.sessions}{others.length > 0 && <Button size="small" onClick={() => void end(endOtherSessions)} disabled={act.busy}>{me.endOthers}</Button>}</h2>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <p className="box-text">{common.loading}</p>}
      {data !== undefined && (
        <ul className="lines">
          {data.items.map((one) => (
            <li key={one.id} className="line">
              <span className="line-main"><b>{one.device}</b>{one.current && <span className="pattern-tag">{me.thisOne}</span>}<small>{one.address}</small></span>
              <span className="line-side"><small>{me.columns.started} {moment(one.startedAt)}</small><small>{me.columns.last} {moment(one.lastSeenAt)}</small></span>
              {one.current ? <span className="line-act" /> : <Button size="small" className="line-act" onClick={() => void end(() => endSession(one.id))} disabled={act.busy}>{me.end}</Button>}
            </li>
          ))}
        </ul>
      )}
      <Refused text={act.mistake} />
      <p className="box-text meta">{others.length === 0 ? me.onlyThis : me.sessionsNote}</p>
    </section>
  )
}
