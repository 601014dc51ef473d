import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import type { Session } from '../api/types'
import { urgent } from '../live/dutyHub'
import { useValue } from '../live/value'
import { common, shell } from '../texts'
import { entriesOf, isAt } from './navigation'
import { useSession } from './session'
import type { Width } from './useWide'

/** The frame round every page. A page that needs the width has a rail of icons in place of the navigation. */
export function Shell({ width, rail = false, children }: { width: Width; rail?: boolean; children: ReactNode }) {
  const session = useSession()
  const { pathname } = useLocation()
  const urgently = useValue(urgent)
  const entries = entriesOf(session)
  return (
    <div className={`shell shell-${width}${rail ? ' shell-rail' : ''}`}>
      {width !== 'phone' && (
        <aside className="nav">
          <div className="brand">
            <span className="brand-mark" aria-hidden="true">{common.brandMark}</span>
            {!rail && <span><b>{common.product}</b><small title={session.district}>{session.district}</small></span>}
          </div>
          <nav aria-label={shell.navigation}>
            {entries.map((entry) => {
              const waiting = entry.waiting?.(session) ?? 0
              const name = waiting > 0 ? shell.waiting(entry.name, waiting) : entry.name
              return (
                <Link key={entry.to} to={entry.to} className="nav-item" title={rail || waiting > 0 ? name : undefined} aria-label={name} aria-current={isAt(entry, pathname) ? 'page' : undefined}>
                  {entry.icon}{!rail && entry.name}{waiting > 0 && <span className="nav-waiting" aria-hidden="true">{waiting}</span>}
                  {entry.to === '/meetings' && urgently > 0 && <span className="nav-urgent" title={shell.urgent(urgently)} data-testid="nav-urgent">{rail ? shell.urgentShort : shell.urgent(urgently)}</span>}
                </Link>
              )
            })}
          </nav>
          {rail ? session.demo && <p className="rail-note">{common.sample}</p> : <Notes session={session} />}
        </aside>
      )}
      <div className="page">{children}</div>
      {width === 'phone' && (
        <nav className="bottom" aria-label={shell.navigation}>
          {entries.filter((entry) => entry.phone).map((entry) => (
            <Link key={entry.to} to={entry.to} className="bottom-item" aria-current={isAt(entry, pathname) ? 'page' : undefined}>
              {entry.icon}{shell.short[entry.to as keyof typeof shell.short]}
            </Link>
          ))}
        </nav>
      )}
    </div>
  )
}

/** What everyone who looks at the page has to know about it: invented people, which policy. */
export function Notes({ session }: { session: Session }) {
  return (
    <footer className="notes">
      {session.demo && <p>{shell.demo}</p>}
      {!session.modelEnabled && <p>{shell.modelAbsent}</p>}
      <p>{shell.policy(session.policyVersion)}</p>
    </footer>
  )
}
