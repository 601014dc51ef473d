import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { isNotFound } from '../api/http'
import { getActions, getMeasure } from '../api/measures'
import type { Measure } from '../api/measures'
import { briefDay, moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { nameOf, postOf } from '../app/people'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, measure as texts } from '../texts'
import { Deadlines } from './Deadlines'
import { NextSteps } from './NextSteps'
import { Explanation, Papers } from './Papers'
import { StageLine } from './StageLine'

/** They follow a promotion or a sanction: no matter, no basis, and nothing is decided against anybody. */
const followUps = ['preventiveEducation', 'postVisit', 'probationEnd', 'careVisit']

/** One measure: where it stands, what runs, what this viewer may do, and all that happened. */
export function MeasurePage() {
  const width = useWidth()
  const { id = '' } = useParams()
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['measure', id], queryFn: ({ signal }) => getMeasure(id, signal) })
  const actions = useQuery({ queryKey: ['measure-actions', id], queryFn: ({ signal }) => getActions(id, signal) })
  const slow = useDelayed(isPending)
  const again = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'measures' || queryKey[1] === id })
  const named = (account: string) => texts.by[account] ?? data?.names[account] ?? nameOf(account)
  return (
    <Shell width={width} rail>
      <PageHeader title={data?.item.kindWord ?? texts.act} scope={data !== undefined && texts.crumb(data.item.kindWord, data.item.number)} phone={width === 'phone'}>
        {data !== undefined && data.papers.length + (data.mode === null ? 0 : 1) > 0 && <Explanation id={id} />}
      </PageHeader>
      {isNotFound(error) ? <div className="message" role="status">{common.notFound}</div>
        : data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow && <div className="message" role="status">{common.loading}</div>)
          : (
            <>
              <section className="measure-head" data-testid="measure" data-stage={data.item.stage}>
                <div className="measure-person">
                  <Link to={`/cadres/${encodeURIComponent(data.item.cadre)}`} className="facts-name"><b>{data.item.person.name}</b></Link>{data.item.person.demo && <span className="sample">{common.sample}</span>}
                  <span className="quiet">{postOf(data.item.person)}　{texts.target[data.item.kind]}</span>
                  {data.secrecyMark !== '' && <span className="sample">{data.secrecyMark}</span>}
                  {data.codes.length > 0 && <span className="pattern-tag">{texts.codes(data.codes.join(common.comma))}</span>}
                  <span className="filters-gap" /><span className="quiet">{texts.handler(named(data.item.handler))}</span>
                </div>
                <StageLine line={data.line} stage={data.item.stage} named={named} />
              </section>
              <main className="portrait" aria-label={data.item.kindWord}>
                <div className="portrait-main">
                  <Deadlines deadlines={data.deadlines} />
                  <NextSteps measure={data} actions={actions.data} failed={actions.error} named={named} onDone={again} />
                  <History measure={data} named={named} />
                </div>
                <aside className="portrait-side"><Papers measure={data} actions={actions.data} onDone={again} />{!followUps.includes(data.item.kind) && <><Matter measure={data} named={named} /><Basis measure={data} /><Rights measure={data} /></>}</aside>
              </main>
            </>
          )}
    </Shell>
  )
}

function History({ measure, named }: { measure: Measure; named: (account: string) => string }) {
  const meeting = ([body = '', year = '', number = '']: string[]) => (texts.meetings[body] === undefined ? null : texts.meetingOf(texts.meetings[body], year, number))
  const detail = (text: string) => meeting(text.split('/')) ?? text.split('/').map((one) => texts.details[one] ?? measure.names[one] ?? one).join(' ')
  return (
    <section className="box" data-testid="history">
      <h2 className="box-head">{texts.history}<small>{texts.historyNote}</small></h2>
      <ol className="measure-history">
        {[...measure.history].reverse().map((one) => (
          <li key={one.version}>
            <time dateTime={one.at}>{moment(one.at)}</time>
            <span>{named(one.by)}{one.for !== null && <span className="quiet"> {texts.behalf(named(one.for))}</span>}</span>
            <span>{texts.events[one.action] ?? one.action}{one.detail !== null && !['measureDrafted', 'measureSettled'].includes(one.action) && <span className="quiet"> {detail(one.detail)}</span>}
              {measure.texts.filter((text) => text.version === one.version && text.field !== 'matter').map((text) => <p key={text.field} className="quiet measure-text">{text.text}</p>)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Matter({ measure, named }: { measure: Measure; named: (account: string) => string }) {
  return (
    <section className="box">
      <h2 className="box-head">{texts.matter}</h2>
      <p className="box-text measure-text">{measure.matter ?? common.none}</p>
      <h2 className="box-head measure-chain">{texts.chain}</h2>
      <div className="box-text">
        {measure.chain.length === 0 && <p>{texts.chainNone}</p>}
        {measure.meeting !== null && <p>{texts.meeting(measure.meeting, measure.studiedOn ?? '')}</p>}
        {measure.chain.map((one) => <p key={one.rank}>{one.word}　{one.by === null ? texts.waiting : `${named(one.by)} ${one.at === null ? '' : moment(one.at)}`}</p>)}
      </div>
    </section>
  )
}

function Basis({ measure }: { measure: Measure }) {
  return (
    <section className="box">
      <h2 className="box-head">{texts.basis}</h2>
      {measure.basis.length === 0 && <p className="box-text">{texts.noBasis}</p>}
      <ul className="measure-basis">
        {measure.basis.map((one) => (
          <li key={one.id}>
            <span>{one.on === null ? '' : briefDay(one.on)}</span>
            <span>{one.source === 'alert' ? <Link className="link" to={`/alerts/${one.id}`}>{texts.alert}{common.dot}{one.name}</Link> : `${texts.signal}${common.dot}${one.name}`} <span className="quiet">{one.category}</span></span>
            <span className={one.standing === 'verified' ? '' : 'unverified'}>{texts.standing[one.standing ?? 'none']}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rights({ measure }: { measure: Measure }) {
  const ended = (which: string) => (measure.effectEnd === which ? texts.yes : texts.no)
  return (
    <section className="box">
      <h2 className="box-head">{texts.rights}</h2>
      <p className="box-text">{texts.statements} <b>{measure.statements.length}</b>　{texts.clarified} <b>{ended('clarified')}</b>　{texts.tolerated} <b>{ended('tolerated')}</b></p>
    </section>
  )
}
