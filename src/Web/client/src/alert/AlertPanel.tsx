import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { getAlert } from '../api/alerts'
import { isNotFound } from '../api/http'
import type { Alert } from '../api/types'
import { Failure } from '../app/Failure'
import { useSession } from '../app/session'
import { useDelayed } from '../app/useDelayed'
import { markSeen } from '../board/seen'
import { Sentence } from '../marks/Sentence'
import { common, panel } from '../texts'
import { AccuracySection } from './AccuracySection'
import { ActionBar } from './ActionBar'
import { CausesSection } from './CausesSection'
import { ConditionsSection } from './ConditionsSection'
import { HistorySection } from './HistorySection'
import { PanelHead } from './PanelHead'
import { useCommand } from './useCommand'

interface Props {
  id: string
  /** The card from the list, shown at once while the rest is read. */
  known: Alert | undefined
  me: readonly string[]
  onClose: () => void
  onChanged: (alert: Alert) => void
  asPage: boolean
}

/** One alert: why it stands there, what it is built on, and what this viewer may do next. */
export function AlertPanel({ id, known, me, onClose, onChanged, asPage }: Props) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['alert', id], queryFn: ({ signal }) => getAlert(id, known?.cadre, signal) })
  // What the policy opens only with a purpose is not shown before one was given.
  const asked = useSession().purposes.includes('alert')
  const command = useCommand(onChanged)
  const slow = useDelayed(isPending)
  const alert = known !== undefined && known.version > (data?.version ?? 0) && !(asked && data === undefined) ? known : data
  useEffect(() => {
    if (alert !== undefined) markSeen(alert)
  }, [alert])

  const missing = isNotFound(error)
  return (
    <section className={`panel${asPage ? ' panel-page' : ''}`} data-testid="panel" data-alert-id={id} data-version={alert?.version} aria-label={panel.label}>
      {alert === undefined || missing
        ? (
          <>
            <div className="panel-head"><Button type="text" size="small" className="panel-close" onClick={onClose} aria-label={common.close}>✕</Button></div>
            {missing ? <div className="message" role="status">{common.notFound}</div>
              : error !== null ? <Failure error={error} onRetry={() => void refetch()} />
                : slow && <div className="message" role="status">{common.loading}</div>}
          </>
        )
        : (
          <>
            <PanelHead alert={alert} onClose={onClose} asPage={asPage} />
            <div className="panel-body" tabIndex={-1}>
              <p className="panel-sentence"><Sentence text={alert.full} /></p>
              <ConditionsSection alert={alert} />
              <CausesSection cadre={alert.cadre} causes={alert.causes} />
              {data !== undefined && <AccuracySection accuracy={data.accuracy} />}
              <HistorySection alert={alert} />
              {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
            </div>
            <ActionBar alert={alert} me={me} targets={data?.mergeTargets ?? []} command={command} asPage={asPage} />
          </>
        )}
    </section>
  )
}
