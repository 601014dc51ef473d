import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import type { Alert } from '../api/types'
import { LevelMark } from '../marks/LevelMark'
import { Sentence } from '../marks/Sentence'
import { postOf } from '../app/people'
import { useSession } from '../app/session'
import { actions, board, common } from '../texts'
import { PersonName, Time } from './AlertRow'
import type { BoardView } from './alertStore'
import { stateWords } from './stateWords'

interface Props {
  view: BoardView
  busy: boolean
  address: (id: string) => string
  onEnd: () => void
  onAcknowledge: (alert: Alert) => void
  acknowledging: string | null
  /** Tells whether the viewer has scrolled away from the top. */
  onReading: (reading: boolean) => void
  top: number
}

/** The list of the phone: one card per alert with its whole text. Browsers skip drawing cards out of sight by themselves. */
export function CardList({ view, busy, address, onEnd, onAcknowledge, acknowledging, onReading, top }: Props) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (view.nextCursor === null) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onEnd(), { rootMargin: '600px' })
    observer.observe(end.current!)
    return () => observer.disconnect()
  }, [view.nextCursor, onEnd])
  useEffect(() => {
    const look = () => onReading(window.scrollY > 0)
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [onReading])
  useEffect(() => {
    if (top > 0) window.scrollTo({ top: 0 })
  }, [top])
  return (
    <div className="cards" role="list" aria-label={board.list} aria-busy={busy}>
      {view.order.map((alert) => (
        <AlertCard key={alert.id} alert={alert} to={address(alert.id)} onAcknowledge={onAcknowledge} waiting={acknowledging === alert.id} />
      ))}
      <div ref={end} />
    </div>
  )
}

function AlertCard({ alert, to, onAcknowledge, waiting }: { alert: Alert; to: string; onAcknowledge: (alert: Alert) => void; waiting: boolean }) {
  const navigate = useNavigate()
  const level = useSession().levels.find((one) => one.rank === alert.level.rank)
  const state = stateWords(alert)
  const open = () => void navigate(to, { state: { fromBoard: true } })
  return (
    <article
      className="card" role="listitem" data-testid="alert-row" data-alert-id={alert.id} data-version={alert.version} data-level={alert.level.rank}
      onClick={(event) => (event.target as Element).closest('button') === null && open()}
    >
      <header>
        <LevelMark rank={alert.level.rank} hue={alert.level.key} word={level?.name ?? alert.level.word} />
        <PersonName alert={alert} />
        <Time alert={alert} />
      </header>
      <p className="card-post">{postOf(alert.person)}</p>
      <p className="card-sentence"><Sentence text={alert.short} /></p>
      <footer>
        <span>
          {alert.pattern.name}{common.dot}{board.causes(alert.causes.length)}{common.dot}
          <span className={state.strong ? 'strong' : undefined}>{state.word}{state.under === alert.pattern.name ? '' : ` ${state.under}`}</span>
        </span>
        {state.strong && <Button type="primary" loading={waiting} onClick={() => onAcknowledge(alert)}>{actions.acknowledge}</Button>}
        <Button onClick={open}>{board.open}</Button>
      </footer>
    </article>
  )
}
