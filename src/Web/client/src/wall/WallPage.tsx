import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { getWall } from '../api/wall'
import type { Figure, Wall } from '../api/wall'
import { dayOf, now, seconds } from '../app/clock'
import { Failure } from '../app/Failure'
import { useSession } from '../app/session'
import { LevelShape } from '../marks/LevelMark'
import { common, shell, wall as texts } from '../texts'
import './wall.css'

const READ_MS = 15_000

/** The screen on the wall: counts alone, for whoever walks by. */
export function WallPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['wall'], queryFn: ({ signal }) => getWall(signal), refetchInterval: READ_MS })
  const session = useSession()
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (data === undefined) return <div className="wall">{error !== null && <Failure error={error} onRetry={() => void refetch()} />}</div>
  const day = dayOf(at)
  return (
    <div className="wall" data-testid="wall">
      <header className="wall-head">
        <span className="brand-mark" aria-hidden="true">{common.brandMark}</span>
        <h1>{texts.title}</h1>
        <p>{session.district}<span>{texts.note}</span></p>
        <span className="wall-live" data-lost={error !== null}><i aria-hidden="true" />{error === null ? texts.live : texts.lost}</span>
        <b className="wall-time">{seconds(at).slice(0, 5)}</b>
        <span>{texts.full(day, texts.days[new Date(`${day}T00:00:00Z`).getUTCDay()]!)}</span>
      </header>
      <main className="wall-body">
        <section className="wall-levels">{data.levels.map((one, index) => <Level key={one.rank} level={one} total={data.totals[index] ?? null} />)}</section>
        <section className="wall-panel wall-classes">
          <h2>{texts.classes}<small>{texts.hiddenNote(data.least)}</small></h2>
          <Classes wall={data} />
        </section>
      </main>
      <footer className="wall-foot">
        {data.levels.map((one) => <span key={one.rank} className="wall-key">{one.word}<LevelShape rank={one.rank} hue={one.key} size={11} /></span>)}
        <span>{texts.asOf(seconds(data.asOf))}</span><span>{shell.policy(session.policyVersion)}</span>
        <Link to="/">{texts.leave}</Link>
        {session.demo && <span className="wall-demo">{shell.demo}</span>}
      </footer>
    </div>
  )
}


const figure = (value: Figure) => (value === null ? texts.hidden : String(value))

function Level({ level, total }: { level: Wall['levels'][number]; total: Figure }) {
  return (
    <div className={`wall-panel wall-level wall-${level.key}`}>
      <LevelShape rank={level.rank} hue={level.key} size={40} />
      <span className="wall-level-main"><span>{texts.levelOf(level.name)}</span><b data-none={total === null}>{figure(total)}</b></span>
      <span className="wall-level-side">{texts.open}</span>
    </div>
  )
}

/** Each count as a number over a bar of its share of the greatest: the rows compare at a glance, and nothing is said by colour alone. */
function Classes({ wall }: { wall: Wall }) {
  const most = Math.max(1, ...wall.classes.flatMap((one) => one.counts.map((value) => value ?? 0)))
  return (
    <table className="wall-table">
      <thead>
        <tr>
          <th scope="col">{texts.class}</th>
          {wall.levels.map((one) => <th key={one.rank} scope="col"><span className={`wall-key wall-${one.key}`}><LevelShape rank={one.rank} hue={one.key} size={15} />{one.name}</span></th>)}
          <th scope="col">{texts.sum}</th>
        </tr>
      </thead>
      <tbody>
        {wall.classes.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            {one.counts.map((value, index) => (
              <td key={index} data-none={value === null}>
                <b>{figure(value)}</b><i className={`wall-fill-${wall.levels[index]?.key}`} style={{ width: `${((value ?? 0) / most) * 100}%` }} aria-hidden="true" />
              </td>
            ))}
            <td data-none={one.total === null}><b>{figure(one.total)}</b></td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr><th scope="row">{texts.sum}</th>{wall.totals.map((value, index) => <td key={index} data-none={value === null}><b>{figure(value)}</b></td>)}<td data-none={wall.total === null}><b>{figure(wall.total)}</b></td></tr>
      </tfoot>
    </table>
  )
}
