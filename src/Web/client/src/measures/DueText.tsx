import type { Due } from '../api/measures'
import { measures as texts } from '../texts'

/** What is left of a deadline, with its unit; overdue is plum on hatch and says so in words. */
export function DueText({ due }: { due: Due }) {
  if (due.dueOn === null) return <span className="unverified">{texts.uncounted(due.missingYear)}</span>
  if (due.standing === 'overdue' || (due.left ?? 0) < 0) return <span className="overdue">{texts.overdue(Math.abs(due.left ?? 0), due.unit)}</span>
  return <span className={due.standing === 'warned' ? 'strong keep' : 'keep'}>{due.left === null ? texts.dueOn(due.dueOn) : texts.left(due.left, due.unit)}</span>
}
