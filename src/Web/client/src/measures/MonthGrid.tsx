import { Link } from 'react-router'
import type { Month } from '../api/measures'
import { month as texts } from '../texts'

type Item = Month['handlers'][number]['items'][number]

const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The month day by day: which days are worked, which calendar is missing, and what falls due on each. */
export function MonthGrid({ data }: { data: Month }) {
  const items = data.handlers.flatMap((one) => one.items)
  const unpublished = data.days.filter((one) => one.working === null).length
  const before = items.filter((one) => one.due.dueOn !== null && one.due.dueOn < data.month)
  const undated = items.filter((one) => one.due.dueOn === null)
  return (
    <section className="box month-box" data-testid="month-grid">
      {unpublished > 0 && <p className="box-text"><span className="unverified">{texts.unpublishedNote(unpublished)}</span></p>}
      <div className="month-grid">
        {texts.weekdays.map((one) => <span key={one} className="month-weekday">{one}</span>)}
        {data.days.map((day, index) => {
          const weekend = weekday(day.on) > 4
          const mark = day.working === null ? texts.unpublished : day.working ? (weekend ? texts.extra : '') : texts.rest
          const kind = `month-day${day.working === false ? ' month-rest' : ''}${day.working === null ? ' month-unknown' : ''}${day.on === data.today ? ' month-today' : ''}`
          return (
            <div key={day.on} className={kind} style={index === 0 ? { gridColumnStart: weekday(day.on) + 1 } : undefined} data-testid={`day-${day.on}`}>
              <header><b>{Number(day.on.slice(8))}</b><span>{mark}</span></header>
              {items.filter((one) => one.due.dueOn === day.on).map((one) => <Entry key={`${one.measure}${one.due.name}`} item={one} />)}
            </div>
          )
        })}
      </div>
      <Beside head={texts.earlier} items={before} />
      <Beside head={texts.undatedHead} items={undated} />
      <p className="box-text meta">{texts.calendarLegend}</p>
    </section>
  )
}

function Entry({ item }: { item: Item }) {
  return (
    <Link className={`month-entry${item.due.standing === 'overdue' ? ' month-overdue' : ''}`} to={`/measures/${item.measure}`}>
      <b>{item.person.name}</b> {item.kindWord} {item.due.word === item.kindWord ? '' : item.due.word}
    </Link>
  )
}

function Beside({ head, items }: { head: string; items: Item[] }) {
  if (items.length === 0) return null
  return <div className="month-beside"><b>{head}</b>{items.map((one) => <Entry key={`${one.measure}${one.due.name}`} item={one} />)}</div>
}
