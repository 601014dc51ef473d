import type { Model } from '../api/risk'
import { count } from '../app/clock'
import { common, modelsPage as texts, risk } from '../texts'
import { percent } from './figures'

export const figureOf = (name: string, value: number | undefined): string =>
  value === undefined ? common.none : texts.shares.includes(name) ? percent(value) : Number.isInteger(value) ? count(value) : value.toFixed(3)

/** Two models of the register, figure by figure; what differs is bold. */
export function Compare({ a, b }: { a: Model; b: Model }) {
  const facts: [string, string, string][] = [
    [texts.columns.standing, risk.standings[a.standing], risk.standings[b.standing]],
    [texts.factNames.data, texts.range(a.dataFrom, a.dataTo), texts.range(b.dataFrom, b.dataTo)],
    [texts.factNames.rows, count(a.rows), count(b.rows)],
    [texts.factNames.outcomes, count(a.outcomes), count(b.outcomes)],
    ...Object.entries(texts.metricNames).filter(([key]) => a.metrics[key] !== undefined || b.metrics[key] !== undefined)
      .map(([key, name]): [string, string, string] => [name, figureOf(key, a.metrics[key]), figureOf(key, b.metrics[key])]),
    ...a.parameters.map(({ name, value }): [string, string, string] => [texts.parameterNames[name] ?? name, value, b.parameters.find((one) => one.name === name)?.value ?? common.none]),
  ]
  return (
    <table className="table models-facts" data-testid="compare">
      <thead><tr><th scope="col">{texts.figure}</th><th scope="col">{a.version}</th><th scope="col">{b.version}</th></tr></thead>
      <tbody>{facts.map(([name, left, right]) => <tr key={name} className={left === right ? 'quiet' : undefined}><td>{name}</td><td>{left}</td><td className={left === right ? undefined : 'strong'}>{right}</td></tr>)}</tbody>
    </table>
  )
}
