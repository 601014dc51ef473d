import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { common, shell } from '../texts'
import type { Session } from '../api/types'
import { useSession } from './session'
import type { Width } from './useWide'

/** The frame round every page. It lists pages that exist, and no others. */
export function Shell({ width, children }: { width: Width; children: ReactNode }) {
  const session = useSession()
  return (
    <div className={`shell shell-${width}`}>
      {width !== 'phone' && (
        <aside className="nav">
          <div className="brand">
            <span className="brand-mark" aria-hidden="true">{common.brandMark}</span>
            <span><b>{common.product}</b><small title={session.district}>{session.district}</small></span>
          </div>
          <nav aria-label={shell.navigation}>
            <Link to="/" className="nav-item" aria-current="page"><BoardIcon />{shell.board}</Link>
          </nav>
          <Notes session={session} />
        </aside>
      )}
      <div className="page">{children}</div>
    </div>
  )
}

/** What everyone who looks at the page has to know about it: invented people, no accounts yet, which policy. */
export function Notes({ session }: { session: Session }) {
  return (
    <footer className="notes">
      {session.demo && <p>{shell.demo}</p>}
      {!session.modelEnabled && <p>{shell.modelAbsent}</p>}
      <p>{shell.policy(session.policyVersion)}</p>
    </footer>
  )
}

function BoardIcon() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <path d="M4 12V8.5a4 4 0 0 1 8 0V12M2.5 13.2h11M8 2v1M3 4l.8.8M13 4l-.8.8" strokeLinecap="round" />
    </svg>
  )
}
