import type { Portrait } from '../api/cadres'
import { dayOf } from '../app/clock'
import { common, outcomes, portrait as texts } from '../texts'
import { shown } from './known'
import { alertEnd, periodLabel } from './rows'
import { matterOf } from './words'

/** Everything the axis draws, as rows: for readers of the screen and for print. */
export function AxisTable({ portrait, later }: { portrait: Portrait; later: boolean }) {
  const rows = [
    ...portrait.posts.map((one) => ({ from: one.from ?? '', to: one.to, kind: texts.rowKinds.post, what: one.post || one.unitName, state: '' })),
    ...portrait.posts.flatMap((post) => post.fields.map((one) => ({ from: one.from, to: one.to ?? post.to, kind: texts.rowKinds.field, what: one.field, state: '' }))),
    ...shown(portrait.alerts, later).map((one) => ({
      from: dayOf(one.raisedAt), to: one.endedAt === null ? null : dayOf(one.endedAt), kind: texts.rowKinds.alert, what: `${one.levelWord} ${one.patternName}：${one.short}`,
      state: one.later ? texts.laterMark : alertEnd(one),
    })),
    ...shown(portrait.signals, later).map((one) => ({
      from: one.occurredFrom, to: one.occurredTo, kind: texts.rowKinds.signal, what: `${one.kindName} ${matterOf(one)}`,
      state: `${outcomes[one.outcome]}${one.later ? `${common.dot}${texts.laterMark}` : ''}`,
    })),
    ...portrait.periods.map((one) => ({ from: one.from, to: one.to, kind: texts.rowKinds.period, what: periodLabel(one), state: '' })),
  ].sort((a, b) => b.from.localeCompare(a.from))
  return (
    <div className="axis-rows">
      <table className="axis-table" data-testid="axis-table">
        <caption>{texts.tableOf}</caption>
        <thead><tr>{Object.entries(texts.rowColumns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => <tr key={index}><td>{row.from || common.none}</td><td>{row.to ?? common.none}</td><td>{row.kind}</td><td>{row.what}</td><td>{row.state}</td></tr>)}
        </tbody>
      </table>
    </div>
  )
}
