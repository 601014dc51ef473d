import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { getModels, proposeModel } from '../api/risk'
import type { Model } from '../api/risk'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, modelsPage as texts, risk } from '../texts'
import { Compare } from './Compare'
import { ModelPanel } from './ModelPanel'
import { awaiting, percent } from './figures'
import './risk.css'

/** 风险模型: the register, what speaks for each model, and who decided. */
export function ModelsPage() {
  const width = useWidth()
  const phone = width === 'phone'
  const [query, setQuery] = useSearchParams()
  const [compared, setCompared] = useState<string[]>([])
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['models'], queryFn: ({ signal }) => getModels(signal) })
  const slow = useDelayed(isPending)
  const chosen = data?.items.find((one) => one.version === query.get('model')) ?? data?.items.find((one) => one.concerned) ?? data?.items[0]
  const pair = compared.map((version) => data?.items.find((one) => one.version === version)).filter((one) => one !== undefined)
  const compare = (version: string) => setCompared((now) => (now.includes(version) ? now.filter((one) => one !== version) : [...now.slice(-1), version]))
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} scope={texts.scope} phone={phone}><Link to="/ranking" className="link keep">{texts.ranking}</Link></PageHeader>
      {data !== undefined && data.state !== 'live' && <div className="strip" role="status" data-testid="policy-alone">{texts.alone}{!data.library && texts.libraryAbsent}</div>}
      {data !== undefined && data.state === 'live' && !data.library && <div className="strip" role="status">{texts.libraryAbsent}</div>}
      {data?.items.filter((one) => one.concerned).map((one) => (
        <div key={one.version} className="strip strip-strong" role="status" data-testid="concern">
          {texts.concern(one.version, awaiting(one)?.month.slice(0, 7) ?? '')}<button type="button" className="link" onClick={() => setQuery({ model: one.version }, { replace: true })}>{texts.look}</button>
        </div>
      ))}
      {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
        : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
          : (
            <main className="body body-columns" data-testid="models">
              <div className="column">
                <section className="box">
                  <h2 className="box-head">{texts.title}{data.mayDecide && !phone && <Upload />}</h2>
                  {data.items.length === 0 ? <p className="box-text">{texts.empty}</p>
                    : <List items={data.items} chosen={chosen?.version} compared={compared} onChoose={(version) => setQuery({ model: version }, { replace: true })} onCompare={compare} />}
                </section>
                <section className="box">
                  <h2 className="box-head">{texts.compare}</h2>
                  {pair.length === 2 ? <Compare a={pair[0]!} b={pair[1]!} /> : <p className="box-text">{texts.pickTwo}</p>}
                </section>
              </div>
              <div className="column">{chosen !== undefined && <ModelPanel key={chosen.version} version={chosen.version} />}</div>
            </main>
          )}
    </Shell>
  )
}

function List({ items, chosen, compared, onChoose, onCompare }: {
  items: Model[]; chosen: string | undefined; compared: string[]; onChoose: (version: string) => void; onCompare: (version: string) => void
}) {
  const columns = texts.columns
  return (
    <table className="table rows-open">
      <thead><tr><th scope="col">{columns.version}</th><th scope="col">{columns.standing}</th><th scope="col">{columns.auc}</th><th scope="col">{columns.recall}</th><th scope="col">{columns.drift}</th><th scope="col">{columns.owner}</th><th scope="col">{columns.compare}</th></tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.version} className={one.version === chosen ? 'row-on' : undefined} onClick={() => onChoose(one.version)}>
            <td className="keep"><button type="button" className="strong" aria-current={one.version === chosen} onClick={() => onChoose(one.version)}>{one.version}</button></td>
            <td className="keep">{risk.standings[one.standing]}</td>
            <td className="keep">{one.metrics.auc?.toFixed(3) ?? common.none}</td>
            <td className="keep">{one.metrics.recallTop5 === undefined ? common.none : percent(one.metrics.recallTop5)}</td>
            <td className={one.drifted ? 'keep plum' : 'keep'}>{one.drift.at(-1)?.stability.toFixed(2) ?? common.none}</td>
            <td className="models-owner">{one.ownerName}</td>
            <td onClick={(event) => event.stopPropagation()}><input type="checkbox" checked={compared.includes(one.version)} onChange={() => onCompare(one.version)} aria-label={`${columns.compare} ${one.version}`} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Takes the file that the command line wrote; what is in it is read and worked out on the server. */
function Upload() {
  const queries = useQueryClient()
  const act = useAct()
  const [wrong, setWrong] = useState(false)
  const take = (file: File | undefined) => {
    if (file === undefined) return
    setWrong(false)
    void act.run(async () => {
      const parsed = await file.text().then(JSON.parse).catch(() => null) as unknown
      if (parsed === null) return setWrong(true)
      await proposeModel(parsed)
      await queries.invalidateQueries({ queryKey: ['models'] })
    })
  }
  return (
    <span className="rights-line">
      {(wrong || act.mistake !== null) && <Refused text={wrong ? texts.notJson : act.mistake} />}
      <label className="link models-upload" title={texts.proposeNote}>{texts.propose}<input type="file" accept=".json,application/json" disabled={act.busy} onChange={(event) => take(event.target.files?.[0])} /></label>
    </span>
  )
}
