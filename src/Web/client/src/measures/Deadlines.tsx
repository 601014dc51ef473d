import type { Due } from '../api/measures'
import { briefDay, today } from '../app/clock'
import { GradeMark } from '../marks/GradeMark'
import { measure as texts } from '../texts'
import { DueText } from './DueText'

const open = ['running', 'warned', 'overdue', 'uncounted']

/** The time limits: what runs first, with its days where it counts working days. */
export function Deadlines({ deadlines }: { deadlines: Due[] }) {
  const sorted = [...deadlines].sort((a, b) => Number(open.includes(b.standing)) - Number(open.includes(a.standing)) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))
  return (
    <section className="box" data-testid="deadlines">
      <h2 className="box-head">{texts.deadlines}</h2>
      {sorted.length === 0 && <p className="box-text">{texts.noDeadlines}</p>}
      {sorted.map((one) => <Deadline key={`${one.name}${one.base}`} due={one} />)}
    </section>
  )
}

function Deadline({ due }: { due: Due }) {
  const running = open.includes(due.standing)
  return (
    <article className={running ? 'due' : 'due due-closed'}>
      <div className="due-line">
        <b>{due.word}</b><span>{due.limit}</span>
        {running ? <DueText due={due} /> : <span className="quiet">{texts.standings[due.standing]}</span>}
        {due.dueOn !== null && <span>{texts.dueDay} <b>{due.dueOn}</b></span>}
        <span className="filters-gap" />
        <span className="quiet">{texts.base(briefDay(due.base))}　{due.provision.source}{due.provision.article} <GradeMark grade={due.provision.grade} /></span>
      </div>
      {due.extendedBy !== null && <p className="quiet">{texts.extended(due.extendedBy)}</p>}
      {due.extensionAsked !== null && <p className="quiet">{texts.asked(due.extensionAsked, due.extensionUnit ?? due.unit)}</p>}
      {running && due.days.length > 0 && <Days due={due} />}
    </article>
  )
}

/** Day by day, the working days counted from one. */
function Days({ due }: { due: Due }) {
  let counted = 0
  return (
    <>
      <ol className="due-days">
        {due.days.map((one, index) => {
          if (index > 0 && one.working === true) counted++
          const weekend = [0, 6].includes(new Date(`${one.on}T00:00:00Z`).getUTCDay())
          const mark = index === 0 ? texts.baseMark : one.working === true ? String(counted) : texts.rest
          const kind = `due-day${one.on === today() ? ' due-today' : ''}${one.on === due.dueOn ? ' due-last' : ''}${index > 0 && one.working !== true ? ' due-rest' : ''}${weekend && one.working === true ? ' due-extra' : ''}`
          return <li key={one.on} className={kind}><span>{one.on.slice(5)}</span><span>{weekend && one.working === true ? texts.extra : texts.weekdays[new Date(`${one.on}T00:00:00Z`).getUTCDay()]}</span><b>{mark}</b></li>
        })}
      </ol>
      <p className="meta due-legend">{texts.legend}</p>
    </>
  )
}
