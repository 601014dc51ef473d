import { Button } from 'antd'
import type { LiveStatus } from '../live/line'
import type { Value } from '../live/value'
import { useValue } from '../live/value'
import { common, live } from '../texts'
import { seconds } from './clock'

/** The dot in the header: whether what is shown is of this moment. */
export function LiveDot({ status }: { status: Value<LiveStatus> }) {
  const { state, at } = useValue(status)
  const word = state === 'live' ? live.live : at === null ? live.connecting : state === 'lost' ? live.lostShort : live.reconnectingShort
  return (
    <span className="live" data-testid="live-state" data-state={state} role="status">
      <span className="live-dot" aria-hidden="true" />
      <span>{word}</span>
      {at !== null && <time className="figure" aria-hidden="true">{seconds(at)}</time>}
    </span>
  )
}

/** The line over the list while the connection is broken; the list stays, and so do the actions. */
export function LiveLine({ status, onRetry }: { status: Value<LiveStatus>; onRetry: () => void }) {
  const { state, at, since } = useValue(status)
  if (state === 'live' || since === null || at === null) return null
  if (state === 'reconnecting') return <div className="strip">{live.reconnecting(seconds(at))}</div>
  const minutes = Math.max(1, Math.floor((Date.now() - since) / 60_000))
  return (
    <div className="strip" role="alert">
      {live.lost(minutes)}
      <Button size="small" onClick={onRetry}>{common.retryNow}</Button>
    </div>
  )
}
