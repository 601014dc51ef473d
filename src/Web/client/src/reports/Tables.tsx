import type { Count, Report, ReportRange, ReportTable } from '../api/reports'
import { reports as texts } from '../texts'

const figure = (value: Count) => (value === null ? texts.hidden : String(value))
const least = (value: Count, atLeast: Count) => (value === null && atLeast !== null ? texts.atLeast(atLeast) : figure(value))
const ranged = (value: Count, range: ReportRange | null) => (value === null && range !== null ? texts.range(range.atLeast, range.atMost) : figure(value))
const signed = (value: Count) => (value !== null && value > 0 ? `+${value}` : figure(value))

export function Figures({ report }: { report: Report }) {
  return (
    <section className="box report-figures">
      <div><span>{texts.total}</span><b data-testid="report-total">{ranged(report.total, report.totalRange)}</b><small>{texts.unit}</small></div>
      <div><span>{texts.before}</span><b>{ranged(report.before, report.beforeRange)}</b><small>{texts.unit}</small></div>
      <div><span>{texts.change}</span><b>{signed(report.change)}</b><small>{texts.unit}</small></div>
      <div><span>{texts.agencies}</span><b>{report.rows}</b><small>{texts.agencyUnit}</small></div>
      {report.through !== null && report.through < report.to && <p className="report-partly">{texts.partly(report.through)}</p>}
    </section>
  )
}

export function Tables({ tables }: { tables: ReportTable[] }) {
  return (
    <div className="report-tables">
      {tables.map((table) => (
        <section key={table.code} className={`box report-${table.code}`} data-testid={`report-${table.code}`}>
          <h2 className="box-head">{table.title}</h2>
          <div className="table-wide">
            <table className="table report-table">
              <thead><tr><th scope="col">{table.head}</th>{table.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
              <tbody>
                {table.lines.map((line) => (
                  <tr key={line.name + String(line.sum)} className={line.sum ? 'report-sum' : undefined}>
                    <th scope="row">{line.name}</th>
                    {line.cells.map((cell, i) => (
                      <td key={table.columns[i]} data-hidden={cell === null} data-none={cell === 0}>{i === line.cells.length - 1 ? signed(cell) : least(cell, line.atLeast[i] ?? null)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  )
}
