import type { Factors } from '../api/risk'
import { count } from '../app/clock'
import { risk as texts } from '../texts'

/** The place month by month, the first on top; a table says the same for readers. */
export function PlaceHistory({ history }: { history: Factors['history'] }) {
  if (history.length === 0) return null
  const width = 320
  const at = (i: number) => 8 + (history.length === 1 ? width / 2 - 8 : (i * (width - 16)) / (history.length - 1))
  const down = (one: Factors['history'][number]) => 6 + (44 * (one.place - 1)) / Math.max(1, one.people - 1)
  const last = history[history.length - 1]!
  return (
    <section className="risk-part">
      <h3>{texts.history}<small>{texts.historyNote}</small></h3>
      {history.length > 1 && (
        <svg className="place-line" viewBox={`0 0 ${width} 58`} role="img" aria-label={history.map((one) => texts.historyRow(one.month.slice(0, 7), one.place, count(one.people))).join('；')}>
          <line x1="0" x2={width} y1="6" y2="6" className="place-grid" /><line x1="0" x2={width} y1="50" y2="50" className="place-grid" />
          <polyline points={history.map((one, i) => `${at(i)},${down(one)}`).join(' ')} />
          {history.map((one, i) => <circle key={one.month} cx={at(i)} cy={down(one)} r="2.5" />)}
        </svg>
      )}
      <p className="quiet">{texts.historyRow(last.month.slice(0, 7), last.place, count(last.people))}</p>
    </section>
  )
}
