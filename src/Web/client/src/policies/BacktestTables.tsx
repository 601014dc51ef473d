import type { BacktestCounts, BacktestLine, BacktestResult } from '../api/policies'
import { count } from '../app/clock'
import { backtest as texts } from '../texts'
import { Periods } from './Periods'

/** What another policy would have raised, beside the one in force. */
export function BacktestTables({ result }: { result: BacktestResult }) {
  const { all } = result
  if (all.current.raised + all.changed.raised === 0) return <section className="box"><p className="box-text">{texts.empty}</p></section>
  return (
    <>
      <dl className="box backtest-sum" data-testid="backtest-sum">
        <Sum name={texts.sum.current} value={count(all.current.raised)} note={texts.versionNote(result.current)} />
        <Sum name={texts.sum.changed} value={count(all.changed.raised)} note={texts.versionNote(result.changed)} />
        <Sum name={texts.sum.fresh} value={count(all.new.raised)} note={texts.hitsOf(count(all.new.hits))} />
        <Sum name={texts.sum.vanished} value={count(all.vanished.raised)} note={texts.hitsOf(count(all.vanished.hits))} />
        <Sum name={texts.sum.people} value={texts.people(count(result.people))} note={texts.signals(count(result.signals))} />
        <Sum name={texts.sum.period} value={result.from === null ? texts.wholePast : texts.period(result.from, result.to)} note={`${result.from === null ? `${texts.until(result.to)}，` : ''}${texts.seconds(result.seconds.toFixed(1))}`} />
      </dl>
      <section className="box">
        <h2 className="box-head">{texts.patterns}<Legend /></h2>
        <PatternTable result={result} />
        <p className="box-text">{texts.hitsNote(result.horizon)}</p>
      </section>
      <div className="backtest-pair">
        <Periods months={result.months} />
        <Units result={result} />
      </div>
    </>
  )
}

const Sum = ({ name, value, note }: { name: string; value: string; note: string }) => <div><dt>{name}</dt><dd><b>{value}</b></dd><dd className="meta">{note}</dd></div>

export const Legend = () => <span className="backtest-legend"><i className="bar-current" />{texts.legend.current}<i className="bar-changed" />{texts.legend.changed}</span>

function PatternTable({ result }: { result: BacktestResult }) {
  const columns = texts.columns
  const most = Math.max(1, ...result.patterns.flatMap((one) => [one.current.raised, one.changed.raised]))
  return (
    <table className="table backtest-table">
      <thead>
        <tr><th rowSpan={2} scope="col">{columns.pattern}</th><th colSpan={4} scope="colgroup">{texts.groups.current}</th><th colSpan={4} scope="colgroup">{texts.groups.changed}</th><th colSpan={2} scope="colgroup">{columns.fresh}</th><th colSpan={2} scope="colgroup">{columns.vanished}</th><th rowSpan={2} scope="col">{columns.compare}</th></tr>
        <tr>{[0, 1].map((side) => [columns.raised, columns.hits, columns.wrong, columns.open].map((name) => <th key={`${side}${name}`} scope="col">{name}</th>))}{[0, 1].map((side) => [columns.raised, columns.provenLater].map((name) => <th key={`alone${side}${name}`} scope="col">{name}</th>))}</tr>
      </thead>
      <tbody>
        {result.patterns.map((one) => <Line key={one.pattern} line={one} name={one.name} most={most} />)}
        <Line line={result.all} name={texts.all} most={null} />
      </tbody>
    </table>
  )
}

function Line({ line, name, most }: { line: BacktestLine; name: string; most: number | null }) {
  const four = (of: BacktestCounts) => [of.raised, of.hits, of.falseAlarms, of.open]
  const numbers = [...four(line.current), ...four(line.changed), line.new.raised, line.new.hits, line.vanished.raised, line.vanished.hits]
  return (
    <tr className={most === null ? 'backtest-all' : undefined}>
      <td className="keep">{name}</td>
      {numbers.map((value, at) => <td key={at} className={`${at === 0 || at === 4 || at === 8 || at === 10 ? 'backtest-first' : ''} ${value === 0 ? 'backtest-nil' : ''}`}>{count(value)}</td>)}
      <td className="backtest-bars">{most !== null && <Bars current={line.current.raised} changed={line.changed.raised} most={most} />}</td>
    </tr>
  )
}

function Bars({ current, changed, most }: { current: number; changed: number; most: number }) {
  return (
    <span role="img" aria-label={texts.barWords(current, changed)} className="bars">
      <i className="bar-current" style={{ width: `${(100 * current) / most}%` }} /><i className="bar-changed" style={{ width: `${(100 * changed) / most}%` }} />
    </span>
  )
}

function Units({ result }: { result: BacktestResult }) {
  const most = Math.max(1, ...result.units.flatMap((one) => [one.current, one.changed]))
  return (
    <section className="box">
      <h2 className="box-head">{texts.units}<small>{texts.unitsNote}</small></h2>
      <table className="table backtest-table">
        <thead><tr><th scope="col">{texts.unit}</th><th scope="col">{texts.groups.current}</th><th scope="col">{texts.groups.changed}</th><th scope="col">{texts.columns.fresh}</th><th scope="col">{texts.columns.vanished}</th><th scope="col">{texts.columns.compare}</th></tr></thead>
        <tbody>
          {result.units.map((one) => (
            <tr key={one.unit}>
              <td>{one.name}</td>
              {[one.current, one.changed, one.new, one.vanished].map((value, at) => <td key={at} className={value === 0 ? 'backtest-nil' : undefined}>{count(value)}</td>)}
              <td className="backtest-bars"><Bars current={one.current} changed={one.changed} most={most} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
