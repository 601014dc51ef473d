import type { ReactNode } from 'react'
import type { Capability, Session } from '../api/types'
import { shell } from '../texts'
import { may } from './session'

export interface Entry { to: string; name: string; icon: ReactNode; needs: Capability | readonly Capability[] | null; phone: boolean; shown?: (session: Session) => boolean; waiting?: (session: Session) => number | null }

const icon = (path: string) => (
  <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true"><path d={path} /></svg>
)

const entries: Entry[] = [
  { to: '/', name: shell.board, needs: 'seeCases', phone: true, icon: icon('M4 12V8.5a4 4 0 0 1 8 0V12M2.5 13.2h11M8 2v1M3 4l.8.8M13 4l-.8.8') },
  { to: '/cadres', name: shell.roster, needs: 'seeCases', phone: false, icon: icon('M6 7.6a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM1.8 13c.2-2.6 1.8-4 4.2-4s4 1.4 4.2 4M10.4 3.2a2.2 2.2 0 0 1 0 4.2M12 9.5c1.3.5 2.1 1.7 2.2 3.5') },
  { to: '/measures', name: shell.measures, needs: 'measures', phone: true, icon: icon('M3.5 1.8h6.3l2.7 2.7v9.7h-9ZM9.5 2v3h3M6 8h4M6 10.8h4') },
  { to: '/month', name: shell.month, needs: 'measures', phone: true, icon: icon('M2.2 3.4h11.6v10.4H2.2ZM2.2 6.6h11.6M5.2 1.8v3M10.8 1.8v3M5.2 9.4h1.6M9.2 9.4h1.6') },
  { to: '/joint-reviews', name: shell.reviews, needs: ['matrix', 'answerReviews'], phone: false, icon: icon('M6 2h4v3H6ZM1.8 11h4v3h-4ZM10.2 11h4v3h-4ZM8 5v3M3.8 11V8h8.4v3') },
  { to: '/meetings', name: shell.meetings, needs: null, phone: false, shown: (session) => session.meetings, icon: icon('M2 4.2h12v6.2H2ZM8 10.4v3M4.6 13.6h6.8M5 7.3h6') },
  { to: '/reports', name: shell.reports, needs: 'matrix', phone: false, icon: icon('M2.4 13.6h11.2M4 11.4V8M7 11.4V5M10 11.4V7M13 11.4V2.8') },
  { to: '/ranking', name: shell.ranking, needs: 'seeRisk', phone: false, icon: icon('M2 2.6h12v9.6H2ZM4.2 9.6 6.6 7l2 1.6 3.2-3.8M5.4 14h5.2') },
  { to: '/models', name: shell.models, needs: 'seeRisk', phone: false, waiting: (session) => session.modelConcerns, icon: icon('M8 1.8 13.6 5v6L8 14.2 2.4 11V5ZM8 8l5.6-3M8 8v6.2M8 8 2.4 5') },
  { to: '/policies', name: shell.policies, needs: 'policy', phone: false, icon: icon('M3.2 2h9.6v12H3.2ZM5.6 5h4.8M5.6 7.6h4.8M5.6 11l1.2 1.2 2.4-2.6') },
  { to: '/accounts', name: shell.accounts, needs: 'manageAccounts', phone: false, icon: icon('M7 7.4a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM2 13.6c.3-3 2.1-4.6 5-4.6M11.8 13.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM11.8 9v1M11.8 14v1M14.2 12h-.5M10 12h-.6') },
  { to: '/trail', name: shell.trail, needs: 'readTrail', phone: false, icon: icon('M3 2h10v12H3ZM5.5 5.2h5M5.5 8h5M5.5 10.8h2.6') },
  { to: '/me', name: shell.me, needs: null, phone: true, icon: icon('M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8ZM2.6 14c.4-3 2.4-4.4 5.4-4.4s5 1.4 5.4 4.4') },
  { to: '/wall', name: shell.wall, needs: 'wallBoard', phone: false, icon: icon('M1.8 3h12.4v8.2H1.8ZM5.5 13.6h5M8 11.4v2') },
]

/** The pages that this viewer has, in their order. The server refuses the others anyway. */
export const entriesOf = (session: Session): Entry[] => entries.filter(({ needs, shown }) =>
  (needs === null || [needs].flat().some((one) => may(session, one as Capability))) && shown?.(session) !== false)

/** Whether the address belongs to the entry: the board keeps its alerts, the roster its portraits. */
export const isAt = (entry: Entry, path: string): boolean =>
  entry.to === '/' ? path === '/' || path.startsWith('/alerts') : path === entry.to || path.startsWith(`${entry.to}/`)
