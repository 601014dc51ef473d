import { useQuery } from '@tanstack/react-query'
import { Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { AlertPanel } from '../alert/AlertPanel'
import { getRanking } from '../api/risk'
import type { Ranking } from '../api/risk'
import { count, moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { namesOf, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, risk as texts } from '../texts'
import { CountList, ModelList } from './Lists'
import { FactorPanel } from './FactorPanel'
import { ModelHead } from './ModelHead'
import './risk.css'

/** 关注度排序（模型提示） beside the plain count: places and bars, no score. */
export function RankingPage() {
  const width = useWidth()
  const [query, setQuery] = useSearchParams()
  const [alert, setAlert] = useState<string | null>(null)
  const session = useSession()
  const chosen = query.get('cadre')
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['ranking'], queryFn: ({ signal }) => getRanking('', signal) })
  const slow = useDelayed(isPending)
  const choose = (cadre: string | null) => setQuery((now) => with_(now, 'cadre', cadre), { replace: cadre === null })
  const panel = chosen !== null && data !== undefined && <FactorPanel key={chosen} cadre={chosen} ranking={data} onClose={() => choose(null)} onAlert={setAlert} />
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'}>
        <Link to="/models" className="link keep">{texts.register}</Link>
      </PageHeader>
      {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
        : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
          : (
            <>
              <Strips ranking={data} />
              {data.model !== null && <ModelHead model={data.model} />}
              <div className="risk">
                <Orders ranking={data} narrow={width !== 'beside'} chosen={chosen} onChoose={choose} />
                {width === 'beside' ? <aside className="risk-panel">{panel || <p className="message">{texts.pick}</p>}</aside>
                  : <Drawer open={chosen !== null} onClose={() => choose(null)} size={width === 'phone' ? '100%' : 420} closable={false} styles={{ body: { padding: 0 } }}>{panel}</Drawer>}
              </div>
            </>
          )}
      <Drawer open={alert !== null} onClose={() => setAlert(null)} size={width === 'phone' ? '100%' : 488} closable={false} styles={{ body: { padding: 0 } }} destroyOnHidden>
        {alert !== null && <AlertPanel key={alert} id={alert} known={undefined} me={namesOf(session)} onClose={() => setAlert(null)} onChanged={() => void refetch()} asPage={false} />}
      </Drawer>
    </Shell>
  )
}

const with_ = (query: URLSearchParams, name: string, value: string | null) => {
  const next = new URLSearchParams(query)
  if (value === null) next.delete(name)
  else next.set(name, value)
  return next
}

/** What everyone who looks at the order has to know about it first. */
function Strips({ ranking: { state, model } }: { ranking: Ranking }) {
  return (
    <>
      {state !== 'live' && <div className="strip" role="status" data-testid="policy-alone">{texts.states[state]}</div>}
      {model !== null && !model.beatsCount && <div className="strip strip-strong" role="status" data-testid="not-better">{texts.notBetter}</div>}
      {model !== null && model.stability !== null && model.driftLimit !== null && model.stability > model.driftLimit
        && <div className="strip strip-strong" role="status">{texts.drifted(model.stability.toFixed(2), String(model.driftLimit))}</div>}
    </>
  )
}

/** Both orders side by side; where there is no room, the one that is chosen. The count comes first where the model has not proved itself. */
function Orders({ ranking, narrow, chosen, onChoose }: { ranking: Ranking; narrow: boolean; chosen: string | null; onChoose: (cadre: string) => void }) {
  const [query, setQuery] = useSearchParams()
  const hasModel = ranking.model !== null
  const first = hasModel && ranking.model?.beatsCount ? 'model' : 'count'
  const shown = query.get('by') === 'model' && hasModel ? 'model' : query.get('by') === 'count' ? 'count' : first
  const model = hasModel && <ModelList ranking={ranking} chosen={chosen} onChoose={onChoose} />
  const counted = <CountList ranking={ranking} chosen={chosen} onChoose={onChoose} wide={!hasModel} />
  return (
    <div className="risk-orders">
      {hasModel && (
        <div className="risk-tools">
          <Segmented
            size="small" aria-label={texts.order} value={shown} onChange={(by) => setQuery((now) => with_(now, 'by', String(by)), { replace: true })}
            options={[{ value: 'model', label: texts.byModel }, { value: 'count', label: texts.byCount }]}
          />
          <span className="meta">{texts.people(count(ranking.people))}</span>
          {ranking.scoredAt !== null && <span className="meta">{texts.asOf(moment(ranking.scoredAt))}</span>}
        </div>
      )}
      <div className={`risk-lists${hasModel && !narrow ? '' : ' risk-lists-one'}`}>
        {narrow ? (shown === 'model' ? model : counted) : shown === 'model' ? <>{model}{counted}</> : <>{counted}{model}</>}
      </div>
    </div>
  )
}
