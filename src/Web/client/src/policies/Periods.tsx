import type { BacktestResult } from '../api/policies'
import { count } from '../app/clock'
import { backtest as texts } from '../texts'
import { Legend } from './BacktestTables'
import { periodsOf } from './periods'

/** Alerts by month, by year where there are many months. */
export function Periods({ months }: { months: BacktestResult['months'] }) {
  const { byYear, periods } = periodsOf(months)
  const most = Math.max(1, ...periods.flatMap((one) => [one.current, one.changed]))
  return (
    <section className="box">
      <h2 className="box-head">{byYear ? texts.periods.year : texts.periods.month}<Legend /></h2>
      <ol className="backtest-periods">
        {periods.map((one) => (
          <li key={one.name} title={texts.barWords(one.current, one.changed)}>
            <span className="keep">{one.name}</span>
            <span className="bars" role="img" aria-label={texts.barWords(one.current, one.changed)}>
              <i className="bar-current" style={{ width: `${(100 * one.current) / most}%` }} /><i className="bar-changed" style={{ width: `${(100 * one.changed) / most}%` }} />
            </span>
            <span className="backtest-numbers">{count(one.current)}</span>
            <span className="backtest-numbers strong">{count(one.changed)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
