import type { Command } from '../api/alerts'
import { actions } from '../texts'

export const REASON_LENGTH = 5

export interface Draft { to: string; until: string; reason: string }
export type FormName = Exclude<Command['action'], 'acknowledge'>
export type Mistakes = Partial<Record<keyof Draft, string>>

/** What is missing before the server need be asked; it checks again. */
export function mistakesOf(name: FormName, draft: Draft, today: string): Mistakes {
  const found: Mistakes = {}
  if (name === 'assign' && draft.to.trim() === '') found.to = actions.missing.to
  if (name === 'snooze' && !(draft.until > today)) found.until = actions.missing.until
  if (name !== 'assign' && [...draft.reason.trim()].length < REASON_LENGTH) found.reason = actions.missing.reason
  return found
}

export function commandOf(name: FormName, draft: Draft): Command {
  const reason = draft.reason.trim()
  switch (name) {
    case 'assign': return { action: name, to: draft.to.trim() }
    case 'snooze': return { action: name, until: draft.until, reason }
    default: return { action: name, reason }
  }
}
