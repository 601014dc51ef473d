import type { Alert, Session } from '../api/types'

let names = new Map<string, string>()
let others: readonly { account: string; name: string }[] = []

/** Learns who stands behind the accounts: the viewer, and those that share an office. */
export function followNames(session: Pick<Session, 'actor' | 'actorName'>, colleagues: readonly { account: string; name: string }[] = []): void {
  others = colleagues
  names = new Map([...colleagues.map((one) => [one.account, one.name] as const), [session.actor, session.actorName]])
}

/** Whom something can be handed to. */
export const colleagues = (): readonly { account: string; name: string }[] => others

/** The name of an account; an account that nobody knows stands for itself. */
export const nameOf = (account: string): string => names.get(account) ?? account

/** Unit and post; posts that begin with the unit's name do not say it twice. */
export const postOf = ({ unitName, post }: Pick<Alert['person'], 'unitName' | 'post'>): string => (post.startsWith(unitName) ? post : `${unitName} ${post}`.trim())
