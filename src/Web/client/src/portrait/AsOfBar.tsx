import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Portrait } from '../api/cadres'
import { useKeys } from '../app/keyboard'
import { portrait as texts } from '../texts'
import { dayNumber, dayText, scaleOf } from './axis'
import { laterCount, railMarks, stepBack, stepForward } from './known'
import { useSize } from './useSize'

interface Props { portrait: Portrait; later: boolean; onLater: (later: boolean) => void; onDay: (day: string | null) => void; moving: boolean }

const HANDLE = 7

/** The strip that says of which day the page is, and moves it. ← → step from change to change. */
export function AsOfBar({ portrait, later, onLater, onDay, moving }: Props) {
  const { asOf, today, changes } = portrait
  const [dragged, setDragged] = useState<string | null>(null)
  const rail = useRef<HTMLSpanElement>(null)
  const width = useSize(rail, 600)
  const { from } = scaleOf(portrait, 0, width)
  const last = dayNumber(today)
  const place = (day: string) => HANDLE + ((Math.max(dayNumber(day), from) - from) / (last - from)) * (width - 2 * HANDLE)
  const day = dragged ?? asOf
  const back = stepBack(changes, asOf)
  const forward = stepForward(changes, asOf, today)
  const hidden = laterCount(portrait)

  useEffect(() => setDragged(null), [asOf])
  // A day is asked for once the handle rests: each is a read of its own, and written down.
  useEffect(() => {
    if (dragged === null || dragged === asOf) return
    const timer = setTimeout(() => onDay(dragged), 250)
    return () => clearTimeout(timer)
  }, [asOf, dragged, onDay])
  const step = (to: string | null) => () => {
    if (to !== null) onDay(to)
  }
  useKeys({ ArrowLeft: step(back), ArrowRight: step(forward) })

  return (
    <section className="asof" aria-label={texts.slider}>
      <b className="asof-day" aria-live="polite">{day === today ? texts.isToday : texts.asOf(day)}</b>
      <span className="asof-rail" ref={rail}>
        <svg width={width} height="24" aria-hidden="true">
          <line x1={HANDLE} x2={width - HANDLE} y1="12" y2="12" className="rail-rest" />
          <line x1={HANDLE} x2={place(day)} y1="12" y2="12" className="rail-past" />
          {railMarks(changes.filter((one) => dayNumber(one) >= from), place, 11).map((one) => <circle key={one} cx={place(one)} cy="12" r="3.5" className={one <= day ? 'rail-mark' : 'rail-mark rail-ahead'} />)}
          <circle cx={place(day)} cy="12" r={HANDLE - 0.5} className="rail-handle" />
        </svg>
        <input
          type="range" min={from} max={last} value={dayNumber(day)} aria-label={texts.slider} aria-valuetext={day} data-testid="asof"
          onChange={(event) => setDragged(dayText(Number(event.target.value)))}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
            event.preventDefault()
            step(event.key === 'ArrowLeft' ? back : forward)()
          }}
        />
      </span>
      <span className="asof-acts">
        {moving && <span className="meta" role="status">{texts.moving}</span>}
        <Button size="small" onClick={step(back)} disabled={back === null} aria-keyshortcuts="ArrowLeft" data-testid="before">‹ {texts.before}</Button>
        <Button size="small" onClick={step(forward)} disabled={forward === null} aria-keyshortcuts="ArrowRight" data-testid="after">{texts.after} ›</Button>
        <Button size="small" type={asOf === today ? 'default' : 'primary'} disabled={asOf === today} onClick={() => onDay(null)} data-testid="today">{texts.today}</Button>
        <Checkbox checked={later && hidden > 0} disabled={hidden === 0} onChange={(event) => onLater(event.target.checked)}>{texts.later(hidden)}</Checkbox>
      </span>
    </section>
  )
}
