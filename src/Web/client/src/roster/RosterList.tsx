import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { RosterLine } from '../api/cadres'
import { useSession } from '../app/session'
import { LevelShape } from '../marks/LevelMark'
import { common, roster as texts } from '../texts'
import { sliceOf } from './slice'

/** A table of any length: rows of one height, and only those in sight are there. */
export function RosterList({ items, phone, onEnd }: { items: RosterLine[]; phone: boolean; onEnd: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState(0)
  const [height, setHeight] = useState(700)
  const row = phone ? 56 : 33
  useLayoutEffect(() => {
    const observed = box.current!
    const observer = new ResizeObserver(() => setHeight(observed.clientHeight))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [])
  const first = items[0]
  useEffect(() => {
    box.current!.scrollTop = 0
  }, [first])
  const nearEnd = from + height > items.length * row - 20 * row
  useEffect(() => {
    if (nearEnd) onEnd()
  }, [nearEnd, items.length, onEnd])
  const { start, end } = sliceOf(items.length, row, from, height)
  return (
    <div className="roster" ref={box} onScroll={(event) => setFrom(event.currentTarget.scrollTop)} role="table" aria-label={texts.title} aria-rowcount={items.length} data-testid="roster">
      {!phone && (
        <div className="roster-row roster-head" role="row">
          {Object.entries(texts.columns).map(([key, name]) => <span key={key} role="columnheader">{name}</span>)}
        </div>
      )}
      <div className="roster-space" role="rowgroup" style={{ height: items.length * row }}>
        {items.slice(start, end).map((one, index) => <Row key={one.number} line={one} top={(start + index) * row} index={start + index} phone={phone} />)}
      </div>
    </div>
  )
}

function Row({ line, top, index, phone }: { line: RosterLine; top: number; index: number; phone: boolean }) {
  const post = line.post.startsWith(line.unitName) ? line.post.slice(line.unitName.length).trim() : line.post
  const name = <span className="person-name"><b>{line.name}</b>{line.demo && <span className="sample">{common.sample}</span>}</span>
  return (
    <Link to={`/cadres/${encodeURIComponent(line.number)}`} className={phone ? 'roster-card' : 'roster-row'} style={{ transform: `translateY(${top}px)` }} role="row" aria-rowindex={index + 1} data-testid="roster-row">
      {phone
        ? <><span role="cell">{name}<Open line={line} /></span><span role="cell" className="quiet">{line.unitName} {post}</span></>
        : (
          <>
            <span role="cell">{name}</span>
            <span role="cell" className="quiet">{line.number}</span>
            <span role="cell">{line.unitName}</span>
            <span role="cell">{post}</span>
            <span role="cell" className="quiet">{line.postSince ?? common.none}</span>
            <span role="cell">{line.rank ?? common.none}</span>
            <span role="cell"><Open line={line} /></span>
          </>
        )}
    </Link>
  )
}

/** Standing alerts by level: shape, word and number. */
function Open({ line }: { line: RosterLine }) {
  const { levels } = useSession()
  return (
    <span className="roster-open">
      {line.open.map(({ rank, count }) => {
        const level = levels.find((one) => one.rank === rank)
        return level !== undefined && <span key={rank} className={`level-mark text-${level.key}`}><LevelShape rank={rank} hue={level.key} size={11} /><span>{level.word} {count}</span></span>
      })}
    </span>
  )
}
