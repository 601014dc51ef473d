import type { Alert, Session } from '../api/types'

let names = new Map<string, string>()

/** Learns who stands behind an account. Until accounts exist that is the viewer alone. */
export function followNames(session: Pick<Session, 'actor' | 'actorName'>): void {
  names = new Map([[session.actor, session.actorName]])
}

/** The name of an account; an account that nobody knows stands for itself. */
export const nameOf = (account: string): string => names.get(account) ?? account

/** Unit and post; posts that begin with the unit's name do not say it twice. */
export const postOf = ({ unitName, post }: Alert['person']): string => (post.startsWith(unitName) ? post : `${unitName} ${post}`.trim())
