import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { documentOf, getPolicies, proposePolicy } from '../api/policies'
import type { PolicyVersion } from '../api/policies'
import { dayOf } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, policies as texts } from '../texts'
import { PolicyPanel } from './PolicyPanel'
import './policies.css'

/** 政策: the versions, what each says, who proposed it and who decided. */
export function PoliciesPage() {
  const width = useWidth()
  const [query, setQuery] = useSearchParams()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['policies'], queryFn: ({ signal }) => getPolicies(signal) })
  const slow = useDelayed(isPending)
  const current = data?.items.find((one) => one.standing === 'inForce')
  const chosen = data?.items.find((one) => one.version === query.get('version')) ?? data?.items.find((one) => one.standing === 'proposed') ?? current ?? data?.items[0]
  const choose = (version: string) => setQuery({ version }, { replace: true })
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'} />
      {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
        : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
          : (
            <main className="body body-columns" data-testid="policies">
              <div className="column">
                <section className="box">
                  <h2 className="box-head">{texts.versions}</h2>
                  <Versions items={data.items} chosen={chosen?.version} onChoose={choose} />
                </section>
                <Propose current={current?.version} onProposed={choose} />
              </div>
              <div className="column">{chosen !== undefined && <PolicyPanel key={chosen.version} version={chosen.version} today={data.today} />}</div>
            </main>
          )}
    </Shell>
  )
}

function Versions({ items, chosen, onChoose }: { items: PolicyVersion[]; chosen: string | undefined; onChoose: (version: string) => void }) {
  const columns = texts.columns
  return (
    <table className="table rows-open">
      <thead><tr><th scope="col">{columns.version}</th><th scope="col">{columns.standing}</th><th scope="col">{columns.from}</th><th scope="col">{columns.proposer}</th><th scope="col">{columns.decider}</th></tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.version} className={one.version === chosen ? 'row-on' : undefined} onClick={() => onChoose(one.version)}>
            <td className="policy-version"><button type="button" className="strong" aria-pressed={one.version === chosen}>{one.version}</button></td>
            <td className="keep">{texts.standings[one.standing]}</td>
            <td className="keep">{one.inForceFrom ?? (one.standing === 'inForce' || one.standing === 'superseded' ? texts.always : common.none)}</td>
            <td>{one.proposedByName}<br /><span className="meta keep">{dayOf(one.proposedAt)}</span></td>
            <td>{one.decidedByName ?? common.none}{one.decidedAt !== null && <><br /><span className="meta keep">{dayOf(one.decidedAt)}</span></>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Takes the document as it is; what is wrong with it is said by place and rule, on the server. */
function Propose({ current, onProposed }: { current: string | undefined; onProposed: (version: string) => void }) {
  const queries = useQueryClient()
  const act = useAct()
  const take = (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (file === undefined) return
    void act.run(async () => {
      const { version } = await proposePolicy(file)
      await queries.invalidateQueries({ queryKey: ['policies'] })
      onProposed(version)
    }).then(() => {
      // The same file, mended, is chosen again.
      input.value = ''
    })
  }
  return (
    <section className="box">
      <h2 className="box-head">{texts.how}</h2>
      <p className="box-text">{texts.howText}</p>
      <Refused text={act.mistake} />
      <div className="box-foot policy-files">
        {current !== undefined && <a className="link" href={documentOf(current)} download>{texts.document}</a>}
        <label className="policy-upload">{texts.propose}<input type="file" accept=".yaml,.yml" disabled={act.busy} onChange={(event) => take(event.target)} data-testid="propose-policy" /></label>
      </div>
    </section>
  )
}
