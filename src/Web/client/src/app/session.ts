import { createContext, useContext } from 'react'
import type { Session } from '../api/types'

export const SessionContext = createContext<Session | null>(null)

/** The viewer and what the board may offer; the pages are drawn only once it is known. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('no session above this page')
  return session
}

/** The owner field may carry the account or the name. */
export const namesOf = (session: Session): string[] => [session.actor, session.actorName]
