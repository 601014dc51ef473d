import type { Alert } from '../api/types'
import { briefDay } from '../app/clock'
import { nameOf } from '../app/people'
import { states } from '../texts'

/** The state of a card and what stands under it: who has it, until when it sleeps, else its pattern. */
export function stateWords(alert: Alert): { word: string; under: string; strong: boolean } {
  const pattern = alert.pattern.name
  switch (alert.state) {
    case 'snoozed': return { word: states.snoozed, under: alert.snoozedUntil === null ? pattern : states.until(briefDay(alert.snoozedUntil)), strong: false }
    case 'dismissed': return { word: states.dismissed, under: pattern, strong: false }
    case 'closed': return { word: states.closed, under: alert.owner === null ? pattern : nameOf(alert.owner), strong: false }
    case 'withdrawn': return { word: states.withdrawn, under: pattern, strong: false }
    case 'merged': return { word: states.merged, under: pattern, strong: false }
    case 'open': {
      const who = alert.owner ?? alert.acknowledgedBy
      return alert.acknowledged
        ? { word: states.working, under: who === null ? pattern : nameOf(who), strong: false }
        : { word: states.waiting, under: pattern, strong: true }
    }
  }
}
