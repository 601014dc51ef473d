import { createContext, useContext } from 'react'
import type { Capability, Session } from '../api/types'

export const SessionContext = createContext<Session | null>(null)

/** The viewer and what the pages may offer; they are drawn only once it is known. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('no session above this page')
  return session
}

/** Whether to offer something; the server decides again. */
export const may = (session: Session, capability: Capability): boolean => session.capabilities.includes(capability)

/** The owner field may carry the account or the name. */
export const namesOf = (session: Session): string[] => [session.actor, session.actorName]
