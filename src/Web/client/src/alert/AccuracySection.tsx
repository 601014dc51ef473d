import type { Accuracy } from '../api/types'
import { count } from '../app/clock'
import { Sentence } from '../marks/Sentence'
import { panel } from '../texts'

/** How often this pattern was right, counted over what the viewer may see. */
export function AccuracySection({ accuracy }: { accuracy: Accuracy }) {
  const { months, triggered, withOutcome, substantiated, false: wrong } = accuracy
  const rate = withOutcome === 0 ? `。${panel.accuracyNone}`
    : panel.accuracyRate(`${((100 * wrong) / withOutcome).toFixed(1)} %`, `${count(wrong)} / ${count(withOutcome)}`)
  return (
    <section className="part">
      <h3>{panel.accuracy}<small>{panel.accuracyScope(months)}</small></h3>
      <p className="part-text"><Sentence text={panel.accuracyText(count(triggered), count(withOutcome), count(substantiated), count(wrong)) + rate} /></p>
    </section>
  )
}
