import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { board } from '../texts'
import { AlertRow } from './AlertRow'
import type { BoardView } from './alertStore'
import type { BoardFilter } from './filter'
import { GroupHead } from './GroupHead'
import { HEAD_HEIGHT, inSight, layOut, NARROW, rowHeight, stuckHead } from './window'

interface Props {
  view: BoardView
  filter: BoardFilter
  selected: string | null
  current: string | null
  busy: boolean
  address: (id: string) => string
  onEnd: () => void
  /** Tells whether the viewer is reading: scrolled away, or with the pointer or focus on a card. */
  onReading: (reading: boolean) => void
  scrollTo: { id: string } | null
  top: number
}

/** The list of the desktop board: heads that stick, rows of one height, and only those in sight. */
export function AlertList({ view, filter, selected, current, busy, address, onEnd, onReading, scrollTo, top }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 800, height: 700 })
  const [from, setFrom] = useState(0)
  const [touched, setTouched] = useState(false)
  const row = rowHeight(size.width)
  const layout = useMemo(() => layOut(view.groups, row), [view.groups, row])
  const stuck = stuckHead(layout, from)

  useLayoutEffect(() => {
    const element = box.current!
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => onReading(from > 0 || touched), [from, touched, onReading])
  useEffect(() => {
    box.current!.scrollTop = 0
  }, [top])

  const nearEnd = from + size.height > layout.height - 6 * row
  useEffect(() => {
    if (nearEnd && view.nextCursor !== null) onEnd()
  }, [nearEnd, view.nextCursor, onEnd])

  useEffect(() => {
    const item = scrollTo === null ? undefined : layout.items.find((one) => one.kind === 'row' && one.alert.id === scrollTo.id)
    const element = box.current!
    if (item === undefined) return
    if (item.top - HEAD_HEIGHT < element.scrollTop) element.scrollTop = item.top - HEAD_HEIGHT
    else if (item.top + row > element.scrollTop + element.clientHeight) element.scrollTop = item.top + row - element.clientHeight
    // Only a new wish to scroll moves the list, never a push.
  }, [scrollTo])

  const focusable = current ?? selected ?? view.order[0]?.id
  return (
    <div
      ref={box} className={`list${size.width < NARROW ? ' list-narrow' : ''}`} data-testid="alert-list" aria-busy={busy}
      onScroll={(event) => setFrom(event.currentTarget.scrollTop)}
      onPointerOver={(event) => event.pointerType === 'mouse' && setTouched((event.target as Element).closest('.row') !== null)}
      onPointerLeave={() => setTouched(false)}
      onFocus={() => setTouched(true)} onBlur={() => setTouched(false)}
    >
      {stuck !== null && (
        <div className="stuck" style={{ transform: `translateY(${stuck.shift}px)` }}>
          <GroupHead group={stuck.group} counts={view.counts} filter={filter} complete={view.nextCursor === null} stuck />
        </div>
      )}
      <div className="list-space" role="list" aria-label={board.list} style={{ height: layout.height }}>
        {inSight(layout, from, size.height).map((item) => item.kind === 'head'
          ? (
            <div key={`group-${item.rank}`} className="placed" role="listitem" style={{ top: item.top, height: HEAD_HEIGHT }}>
              <GroupHead group={item.group} counts={view.counts} filter={filter} complete={view.nextCursor === null} />
            </div>
          )
          : (
            <div key={item.alert.id} className="placed" role="listitem" style={{ top: item.top, height: row }}>
              <AlertRow
                alert={item.alert} to={address(item.alert.id)} replace={selected !== null} selected={item.alert.id === selected}
                arrived={view.arrived.has(item.alert.id)} focusable={item.alert.id === focusable}
              />
            </div>
          ))}
      </div>
    </div>
  )
}
