import type { Alert } from '../api/types'
import { useSession } from '../app/session'
import type { Value } from '../live/value'
import { useValue } from '../live/value'
import { useEffect } from 'react'
import { notice } from '../app/notices'
import { board, common, me } from '../texts'

/** Tells screen readers of a new card: the worst level at once, and never a name. */
export function Announcer({ announced }: { announced: Value<Alert | null> }) {
  const alert = useValue(announced)
  const { levels } = useSession()
  useEffect(() => {
    if (alert !== null) notice(common.product, me.notice)
  }, [alert])
  const name = levels.find((one) => one.rank === alert?.level.rank)?.name ?? ''
  const worst = alert !== null && alert.level.rank === levels[0]?.rank
  return (
    <>
      <div className="unseen-text" aria-live="polite">{alert !== null && !worst && <span key={alert.id}>{board.announceNew(name)}</span>}</div>
      <div className="unseen-text" aria-live="assertive">{worst && <span key={alert.id}>{board.announceWorst(name)}</span>}</div>
    </>
  )
}
