import type { Alert, HistoryEntry, LevelName } from '../api/types'
import { brief } from '../app/clock'
import { nameOf } from '../app/people'
import { actions, history } from '../texts'

/** One line of the history: who did what; `before` are the older entries, which tell the level it came from. */
export function historyLine(entry: HistoryEntry, before: readonly HistoryEntry[], levels: readonly LevelName[]): string {
  const word = (rank: number | null | undefined) => levels.find((one) => one.rank === rank)?.word ?? ''
  const from = word(before.findLast((one) => one.levelRank !== null && one.levelRank !== entry.levelRank)?.levelRank)
  const to = word(entry.levelRank)
  switch (entry.action) {
    case 'raised': return history.raised(levels.find((one) => one.rank === entry.levelRank)?.name ?? '')
    case 'levelRaised': return from === '' ? history.levelNow(to) : history.levelRaised(from, to)
    case 'levelLowered': return from === '' ? history.levelNow(to) : history.levelLowered(from, to)
    default: return history[entry.action]
  }
}

/** Actions of a person are shown with the name; what rules and clocks did is not anybody's act. */
export const isPersonal = (entry: HistoryEntry): boolean =>
  ['acknowledged', 'assigned', 'snoozed', 'dismissed', 'closed', 'reopened', 'escalated', 'merged'].includes(entry.action)

/** Says who changed the alert meanwhile, from its own history. */
export function changedNotice(alert: Alert, seen: number): string {
  const last = alert.history.filter((entry) => entry.version > seen && isPersonal(entry)).sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1)
  if (last === undefined) return actions.changedUnknown
  return actions.changed(nameOf(last.by), brief(last.at), history[last.action as 'acknowledged'])
}
