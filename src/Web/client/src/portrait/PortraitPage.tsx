import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { AlertPanel } from '../alert/AlertPanel'
import { getPortrait, recordPrint } from '../api/cadres'
import { isNotFound } from '../api/http'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { may, namesOf, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, gate, portrait as texts } from '../texts'
import { AsOfBar } from './AsOfBar'
import { AxisTable } from './AxisTable'
import { FactsLine } from './FactsLine'
import { shown } from './known'
import { PrintHead } from './PrintHead'
import { SidePanels } from './SidePanels'
import { SignalTable } from './SignalTable'
import { TimeAxis } from './TimeAxis'

/** One cadre as known on a day. Everything on the page is of that day; what is of a later one is pale and says so. */
export function PortraitPage() {
  const session = useSession()
  const width = useWidth()
  const phone = width === 'phone'
  const { number = '' } = useParams()
  const [query, setQuery] = useSearchParams()
  const asOf = /^\d{4}-\d{2}-\d{2}$/.test(query.get('asOf') ?? '') ? query.get('asOf') : null
  const [later, setLater] = useState(false)
  const [alert, setAlert] = useState<string | null>(null)
  const [printFailed, setPrintFailed] = useState(false)
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['portrait', number, asOf], queryFn: ({ signal }) => getPortrait(number, asOf, signal), placeholderData: keepPreviousData,
  })
  const slow = useDelayed(isPending)
  const moving = useDelayed(isFetching && !isPending)
  const go = (day: string | null) => setQuery(day === null || day === data?.today ? {} : { asOf: day }, { replace: true })
  const print = async () => {
    try {
      await recordPrint(number)
      setPrintFailed(false)
      window.print()
    } catch {
      setPrintFailed(true)
    }
  }

  const body = isNotFound(error) ? <div className="message" role="status">{common.notFound} <Link to="/cadres" className="link">{texts.title}</Link></div>
    : data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow && <div className="message" role="status">{common.loading}</div>)
      : (
        <>
          <PrintHead portrait={data} />
          <FactsLine portrait={data} />
          <AsOfBar portrait={data} later={later} onLater={setLater} onDay={go} moving={moving} />
          {printFailed && <div className="strip plum" role="alert">⚠ {texts.printFailed}</div>}
          {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
          <main className="portrait" aria-label={texts.title}>
            <div className="portrait-main">
              <TimeAxis portrait={data} later={later} onAlert={setAlert} />
              <SignalTable portrait={data} signals={shown(data.signals, later)} onDecided={() => void refetch()} />
              <AxisTable portrait={data} later={later} />
            </div>
            <SidePanels portrait={data} onAlert={setAlert} />
          </main>
        </>
      )
  return (
    <Shell width={width} rail>
      <PageHeader title={texts.title} phone={phone} scope={data !== undefined && texts.crumb(data.person.unitName, data.person.name)}>
        {data !== undefined && may(session, 'measures') && <Link className="link keep" to={`/cadres/${encodeURIComponent(data.number)}/gate`} data-testid="to-gate">{gate.title}</Link>}
        {data !== undefined && !session.phone && !phone && <Button size="small" onClick={() => void print()} data-testid="print">{texts.print}</Button>}
      </PageHeader>
      {body}
      <Drawer open={alert !== null} onClose={() => setAlert(null)} size={phone ? '100%' : 488} closable={false} styles={{ body: { padding: 0 } }} destroyOnHidden>
        {alert !== null && <AlertPanel key={alert} id={alert} known={undefined} me={namesOf(session)} onClose={() => setAlert(null)} onChanged={() => void refetch()} asPage={false} />}
      </Drawer>
    </Shell>
  )
}
