import { useRef } from 'react'
import type { Outcome, Portrait } from '../api/cadres'
import { dayOf } from '../app/clock'
import { OutcomeShape } from '../marks/OutcomeMark'
import { outcomes, portrait as texts } from '../texts'
import { AlertLane } from './AlertLane'
import { dayNumber, halvesOf, lanesOf, MEASURE, scaleOf, yearsOf } from './axis'
import { FieldLane, MeasureLane, PeriodLane, PostLane } from './BarLanes'
import { shown } from './known'
import { LaneFrame } from './LaneFrame'
import { alertRows, periodRows } from './rows'
import { SignalLane } from './SignalLane'
import { useSize } from './useSize'

const LEFT = 92
const HEAD = 42
const legend: Outcome[] = ['substantiated', 'verifying', 'reported', 'unsubstantiated', 'cleared', 'positive']

/** All lanes over one scale. The table below says the same in words. */
export function TimeAxis({ portrait, later, onAlert }: { portrait: Portrait; later: boolean; onAlert: (id: string) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useSize(box, 980)
  // Where there is little room the last years are drawn; the tables have all.
  const narrow = width < 560
  const scale = scaleOf(portrait, narrow ? 70 : LEFT, width - 8, narrow ? 2 : undefined)
  const past = portrait.asOf < portrait.today
  const drawn = portrait.signals.filter((one) => dayNumber(one.occurredTo) >= scale.from)
  const signalLanes = lanesOf(drawn)
  const alerts = shown(portrait.alerts, later)
  const measures = shown(drawn, later).filter((one) => one.kind === MEASURE)
  const hasMeasures = drawn.some((one) => one.kind === MEASURE)
  const alertLines = alertRows(portrait, portrait.alerts.filter((one) => one.endedAt === null || dayNumber(dayOf(one.endedAt)) >= scale.from), scale)
  const periodLines = periodRows(portrait.periods.filter((one) => one.to === null || dayNumber(one.to) >= scale.from), scale)
  const laneHeight = signalLanes.length > 6 ? 23 : 26

  let y = HEAD
  const frames: { key: string; label: string; y: number; height: number; strong: boolean }[] = []
  const lane = (key: string, label: string, height: number, strong = false) => {
    frames.push({ key, label, y, height, strong })
    y += height
    return y - height
  }
  const postY = lane('posts', texts.lanes.posts, 28)
  const hasFields = portrait.posts.some((post) => post.fields.length > 0)
  const fieldY = hasFields ? lane('fields', texts.lanes.fields, 28) : 0
  const signalYs = signalLanes.map((one, index) => lane(one.name, texts.lanes[one.name], laneHeight, index === 0))
  const alertY = lane('alerts', texts.lanes.alerts, Math.max(1, ...alertLines.map((one) => one.row + 1)) * 22 + 6, true)
  const measureY = hasMeasures ? lane('measures', texts.lanes.measures, 28) : 0
  const periodY = periodLines.length > 0 ? lane('periods', texts.lanes.periods, Math.max(...periodLines.map((one) => one.row + 1)) * 21 + 6) : 0
  const cut = scale.clamp(portrait.asOf)
  const now = scale.clamp(portrait.today)
  const cutWord = texts.cut(portrait.asOf.slice(0, 4) === portrait.today.slice(0, 4) ? portrait.asOf.slice(5) : portrait.asOf)
  const tag = portrait.asOf.slice(0, 4) === portrait.today.slice(0, 4) ? 78 : 108
  const tagX = Math.max(scale.left, Math.min(cut - tag, width - tag - 8))

  return (
    <section className="box axis-box">
      <h2 className="box-head">
        {texts.axis}
        <small className="axis-legend">
          {legend.map((status) => <span key={status} className="outcome"><svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true"><OutcomeShape status={status} /></svg>{outcomes[status]}</span>)}
          {past && <span className="axis-legend-rule">{texts.hatch}</span>}
          {past && later && <span>{texts.pale}</span>}
        </small>
      </h2>
      <div className="axis" ref={box}>
        <svg width={width} height={y} role="img" aria-label={texts.axis} data-testid="axis" data-as-of={portrait.asOf}>
          <defs>
            <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="7" className="hatch-line" /></pattern>
          </defs>
          {yearsOf(scale).map((day) => {
            const x = scale.x(day)
            return (
              <g key={day}>
                <line x1={x} x2={x} y1={HEAD - 20} y2={y} className="axis-year" />
                {scale.width - x > 46 && <text x={x + 5} y={HEAD - 7} className="axis-tick">{texts.year(day.slice(0, 4))}</text>}
              </g>
            )
          })}
          {halvesOf(scale).map((day) => <line key={day} x1={scale.x(day)} x2={scale.x(day)} y1={HEAD - 5} y2={HEAD} className="axis-year" />)}
          {frames.map(({ key, ...frame }) => <LaneFrame key={key} {...frame} width={width} />)}
          {past && <rect x={cut} y={HEAD} width={width - 8 - cut} height={y - HEAD} fill="url(#hatch)" />}
          <PostLane portrait={portrait} scale={scale} y={postY} />
          {hasFields && <FieldLane portrait={portrait} scale={scale} y={fieldY} />}
          {signalLanes.map((one, index) => <SignalLane key={one.name} lane={one.name} signals={shown(one.signals, later)} scale={scale} y={signalYs[index]!} height={laneHeight} asOf={portrait.asOf} />)}
          <AlertLane lines={alertLines.filter((one) => alerts.includes(one.alert))} scale={scale} y={alertY} end={portrait.asOf} onAlert={onAlert} />
          {hasMeasures && <MeasureLane signals={measures} scale={scale} y={measureY} />}
          {periodLines.length > 0 && <PeriodLane lines={periodLines} y={periodY} />}
          {past && (
            <>
              <line x1={now} x2={now} y1={HEAD - 20} y2={y} className="axis-now" />
              <text x={Math.min(now + 4, width - 34)} y="15" className="axis-tick">{texts.now}</text>
            </>
          )}
          <line x1={cut} x2={cut} y1="20" y2={y} className="axis-cut" />
          <rect x={tagX} y="3" width={tag} height="18" rx="2" className="axis-tag" />
          <text x={tagX + tag / 2} y="16" textAnchor="middle" className="axis-tag-text">{cutWord}</text>
        </svg>
      </div>
    </section>
  )
}
