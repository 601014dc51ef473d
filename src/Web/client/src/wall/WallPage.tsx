import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { getWall } from '../api/wall'
import type { Wall } from '../api/wall'
import { dayOf, now, seconds } from '../app/clock'
import { Failure } from '../app/Failure'
import { LevelShape } from '../marks/LevelMark'
import { common, shell, wall as texts } from '../texts'
import { WeekChart } from './WeekChart'
import './wall.css'

const READ_MS = 15_000

/** The screen on the wall: counts alone, for whoever walks by. */
export function WallPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['wall'], queryFn: ({ signal }) => getWall(signal), refetchInterval: READ_MS })
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
        <p>{data.district}<span>{texts.note}</span></p>
        <span className="wall-live" data-lost={error !== null}><i aria-hidden="true" />{error === null ? texts.live : texts.lost}</span>
        <b className="wall-time">{seconds(at).slice(0, 5)}</b>
        <span>{texts.full(day, texts.days[new Date(`${day}T00:00:00Z`).getUTCDay()]!)}</span>
      </header>
      <main className="wall-body">
        <section className="wall-levels">{data.levels.map((one) => <Level key={one.rank} level={one} />)}</section>
        <section className="wall-middle">
          <div className="wall-panel wall-chart"><h2>{texts.weeks}<small>{texts.weekNote}</small></h2><WeekChart wall={data} /></div>
          <div className="wall-panel"><h2>{texts.classes}<small>{texts.hiddenNote}</small></h2><Classes wall={data} /></div>
        </section>
        <section className="wall-panel wall-side"><h2>{texts.patterns}</h2><Patterns wall={data} /></section>
      </main>
      <footer className="wall-foot">
        {data.levels.map((one) => <span key={one.rank} className="wall-key">{one.word}<LevelShape rank={one.rank} hue={one.key} size={11} /></span>)}
        <span>{texts.asOf(seconds(data.asOf))}</span><span>{shell.policy(data.policyVersion)}</span>
        <Link to="/">{texts.leave}</Link>
        {data.demo && <span className="wall-demo">{shell.demo}</span>}
      </footer>
    </div>
  )
}


const figure = (value: number | null) => (value === null ? texts.hidden : String(value))

function Level({ level }: { level: Wall['levels'][number] }) {
  return (
    <div className={`wall-panel wall-level wall-${level.key}`}>
      <LevelShape rank={level.rank} hue={level.key} size={34} />
      <span className="wall-level-main"><span>{texts.levelOf(level.name)}</span><b>{figure(level.total)}</b></span>
      <span className="wall-level-side">{texts.waiting(figure(level.waiting))}</span>
    </div>
  )
}

function Classes({ wall }: { wall: Wall }) {
  const most = Math.max(1, ...wall.classes.flatMap((one) => one.counts.map((value) => value ?? 0)))
  return (
    <table className="wall-table">
      <thead><tr><th scope="col"><span className="unseen-text">{texts.class}</span></th>{wall.levels.map((one) => <th key={one.rank} scope="col">{one.name}</th>)}</tr></thead>
      <tbody>
        {wall.classes.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            {one.counts.map((value, index) => <td key={index} style={{ background: value === null || value === 0 ? undefined : `rgba(91, 135, 214, ${0.28 + 0.6 * (value / most)})` }} data-none={value === null || value === 0}>{figure(value)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Patterns({ wall }: { wall: Wall }) {
  const most = Math.max(1, ...wall.patterns.map((one) => one.total))
  if (wall.patterns.length === 0) return <p className="wall-none">{texts.empty}</p>
  return (
    <ul className="wall-patterns">
      {wall.patterns.map((one) => (
        <li key={one.name}><span>{one.name}</span><b>{one.total}</b><i style={{ width: `${(one.total / most) * 100}%` }} aria-hidden="true" /></li>
      ))}
    </ul>
  )
}
