import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { cancelBacktest, getBacktest, startBacktest } from '../api/policies'
import type { Backtest } from '../api/policies'
import { isNotFound } from '../api/http'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { CalendarIcon } from '../marks/icons'
import { backtest as texts, common } from '../texts'
import { BacktestTables } from './BacktestTables'
import './policies.css'

const LOOK_AGAIN_MS = 1_000

/** 回测: one version tried on the past, with how far it is and what came of it. */
export function BacktestPage() {
  const { version = '' } = useParams()
  const width = useWidth()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['backtest', version], queryFn: ({ signal }) => getBacktest(version, signal),
    refetchInterval: ({ state }) => (state.data?.standing === 'running' || (state.data?.busy === true && state.data.result === null) ? LOOK_AGAIN_MS : false),
  })
  const slow = useDelayed(isPending)
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} scope={texts.scope(version)} phone={width === 'phone'}><Link to={`/policies?version=${encodeURIComponent(version)}`} className="link keep">{texts.back}</Link></PageHeader>
      {isNotFound(error) ? <p className="message">{common.notFound}</p>
        : data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow && <div className="message" role="status">{common.loading}</div>)
          : (
            <main className="body backtest" data-testid="backtest">
              <Control test={data} />
              {data.result !== null && <BacktestTables result={data.result} />}
            </main>
          )}
    </Shell>
  )
}

function Control({ test }: { test: Backtest }) {
  const queries = useQueryClient()
  const act = useAct()
  const [from, setFrom] = useState<Dayjs | null>(null)
  const running = test.standing === 'running'
  const put = (change: () => Promise<unknown>) => void act.run(async () => {
    await change()
    await queries.invalidateQueries({ queryKey: ['backtest', test.version] })
  })
  return (
    <section className="box">
      <h2 className="box-head">{texts.head}</h2>
      <p className="box-text">{texts.note}</p>
      <div className="box-foot backtest-control">
        {running
          ? (
            <>
              <span role="status" className="keep">{texts.running(`${Math.floor(test.share * 100)} %`)}</span>
              <span className="backtest-progress" aria-hidden="true"><i style={{ width: `${test.share * 100}%` }} /></span>
              <Button size="small" loading={act.busy} onClick={() => put(() => cancelBacktest(test.version))} data-testid="cancel-backtest">{texts.cancel}</Button>
            </>
          ) : (
            <>
              <label htmlFor="backtest-from">{texts.from}</label>
              <DatePicker id="backtest-from" size="small" suffixIcon={CalendarIcon} placeholder={texts.wholePast} value={from} onChange={setFrom} />
              <Button size="small" type="primary" loading={act.busy} disabled={test.busy} onClick={() => put(() => startBacktest(test.version, from?.format('YYYY-MM-DD') ?? null))} data-testid="start-backtest">{test.standing === 'none' ? texts.start : texts.again}</Button>
              <span className="quiet" role="status">{test.busy ? texts.busy : test.standing === 'cancelled' ? texts.cancelled : test.standing === 'failed' ? texts.failed : test.standing === 'none' ? texts.none : ''}</span>
            </>
          )}
      </div>
      <Refused text={act.mistake} />
    </section>
  )
}
