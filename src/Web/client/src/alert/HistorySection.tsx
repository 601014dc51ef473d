import type { Alert } from '../api/types'
import { moment } from '../app/clock'
import { nameOf } from '../app/people'
import { useSession } from '../app/session'
import { common, history, panel } from '../texts'
import { historyLine, isPersonal } from './historyWords'

/** What happened to the alert, newest first, and the versions it was computed with. */
export function HistorySection({ alert }: { alert: Alert }) {
  const { levels } = useSession()
  const entries = alert.history.map((entry, index) => ({ entry, index })).sort((a, b) => Date.parse(a.entry.at) - Date.parse(b.entry.at) || a.index - b.index).map(({ entry }) => entry)
  const { policy, calendar, snapshot, model } = alert.versions
  const versions = [
    panel.policy(policy),
    calendar === null ? null : panel.calendar(calendar),
    snapshot === null ? null : panel.snapshot(snapshot),
    model === null ? panel.noModel : panel.model(model),
    alert.secrecy === '' ? null : (common.secrecy[alert.secrecy] ?? alert.secrecy),
  ].filter((one) => one !== null)
  return (
    <section className="part">
      <h3>{panel.history}</h3>
      <ol className="history">
        {entries.map((entry, index) => (
          <li key={index}>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
            <span>
              {isPersonal(entry) && `${nameOf(entry.by)} `}{historyLine(entry, entries.slice(0, index), levels)}
              <span className="quiet">（{history.version(entry.version)}）</span>
              {entry.note !== null && entry.note !== '' && <span className="quiet">{entry.note}</span>}
            </span>
          </li>
        )).reverse()}
      </ol>
      <p className="meta versions">{versions.join(common.dot)}</p>
    </section>
  )
}
