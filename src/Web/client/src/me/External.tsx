import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { externalPath, getExternalLinks, removeExternalLink } from '../api/people'
import { Failure } from '../app/Failure'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { me } from '../texts'

/** Other servers that may vouch for the viewer: linked here first, then good for signing in. */
export function External() {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: ['external'], queryFn: ({ signal }) => getExternalLinks(signal) })
  const act = useAct()
  const turnedDown = new URLSearchParams(location.search).get('link') === 'refused'
  const unlink = (scheme: string) => act.run(async () => {
    await removeExternalLink(scheme)
    await queries.invalidateQueries({ queryKey: ['external'] })
  })
  return (
    <section className="box" data-testid="external">
      <h2 className="box-head">{me.external}<small>{me.externalNote}</small></h2>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      <ul className="lines">
        {data?.items.map((one) => (
          <li key={one.scheme} className="line">
            <span className="line-main"><b>{one.name}</b><small>{one.linked ? me.linked : me.notLinked}</small></span>
            {one.linked
              ? <Button size="small" className="line-act" onClick={() => void unlink(one.scheme)} disabled={act.busy}>{me.unlink}</Button>
              : <Button size="small" className="line-act" href={externalPath(one.scheme, '/me')}>{me.link}</Button>}
          </li>
        ))}
      </ul>
      <Refused text={act.mistake ?? (turnedDown ? me.linkRefused : null)} />
    </section>
  )
}
