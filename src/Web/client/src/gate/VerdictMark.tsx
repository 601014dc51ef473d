import type { Verdict } from '../api/measures'
import { gate as texts } from '../texts'

/** A conclusion in ink and line alone: filled, dashed or outlined; square, so that it never looks like a level. */
export function VerdictMark({ verdict, count, large = false }: { verdict: Verdict; count: number; large?: boolean }) {
  return <span className={`verdict verdict-${verdict}${large ? ' verdict-large' : ''}`}>{texts.verdicts[verdict]}{texts.count(count)}</span>
}
