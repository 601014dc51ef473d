import type { Alert, Condition } from '../api/types'
import { today } from '../app/clock'
import { Sentence } from '../marks/Sentence'
import { panel } from '../texts'

export function ConditionsSection({ alert }: { alert: Alert }) {
  const { conditions, window, versions } = alert
  const missing = versions.calendar === null && conditions.some((one) => one.result === 'notApplicable')
  return (
    <section className="part">
      <h3>{panel.judgement}{window !== null && <small>{panel.window(window.from, window.to)}</small>}</h3>
      <table className="conditions">
        <thead>
          <tr>
            <th scope="col">{panel.columns.condition}</th>
            <th scope="col" className="right">{panel.columns.actual}</th>
            <th scope="col" className="right">{panel.columns.threshold}</th>
            <th scope="col">{panel.columns.result}</th>
            <th scope="col">{panel.columns.basis}</th>
          </tr>
        </thead>
        <tbody>
          {conditions.map((one, index) => (
            <tr key={index}>
              <td>{one.name}</td>
              <td className="right"><Sentence text={one.actual} /></td>
              <td className="right quiet">{one.threshold}</td>
              <td className={one.result === 'met' ? undefined : 'quiet'}>{panel.results[one.result]}</td>
              <td>{one.article} <GradeTag grade={one.grade} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">{[...new Set(conditions.map((one) => one.source))].filter((one) => one !== '').join('；')}</p>
      {missing && <p className="meta strong">{panel.calendarMissing((window?.to ?? today()).slice(0, 4))}</p>}
    </section>
  )
}

/** How well the rule's text is known: checked, local, or only heard of (dashed). */
function GradeTag({ grade }: { grade: Condition['grade'] }) {
  return <span className={`grade${grade === 'M' || grade === 'U' ? ' grade-unchecked' : ''}`}>{panel.grades[grade]}</span>
}
