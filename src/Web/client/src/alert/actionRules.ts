import type { Command } from '../api/alerts'
import { actions } from '../texts'

export const REASON_LENGTH = 5

export interface Draft { to: string; until: string; into: string; reason: string }
export type FormName = Exclude<Command['action'], 'acknowledge'>
export type Mistakes = Partial<Record<keyof Draft, string>>

/** What is missing before the server need be asked; it checks again. */
export function mistakesOf(name: FormName, draft: Draft, today: string): Mistakes {
  const found: Mistakes = {}
  if (name === 'assign' && draft.to.trim() === '') found.to = actions.missing.to
  if (name === 'escalate' && draft.to.trim() === '') found.to = actions.missing.recipient
  if (name === 'merge' && draft.into === '') found.into = actions.missing.into
  if (name === 'snooze' && !(draft.until > today)) found.until = actions.missing.until
  if (name !== 'assign' && [...draft.reason.trim()].length < REASON_LENGTH) found.reason = actions.missing.reason
  return found
}

export function commandOf(name: FormName, draft: Draft): Command {
  const reason = draft.reason.trim()
  switch (name) {
    case 'assign': return { action: name, to: draft.to.trim() }
    case 'snooze': return { action: name, until: draft.until, reason }
    case 'escalate': return { action: name, to: draft.to.trim(), reason }
    case 'merge': return { action: name, into: draft.into, reason }
    default: return { action: name, reason }
  }
}
