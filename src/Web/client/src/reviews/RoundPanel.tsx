import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { changeKnowing, chase, closeReview, decideExtension, getReviewSetup, getReviewTrail } from '../api/reviews'
import type { Matrix, Round } from '../api/reviews'
import { briefDay, moment } from '../app/clock'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { matrix as texts } from '../texts'
import { lateUnits } from './cells'
import { MemberLine } from './MemberLine'

interface Props { round: Round; matrix: Matrix; onDone: () => void }

/** The round beside its matrix: who is late, what was asked for, letters and tables of each unit, who knows. */
export function RoundPanel({ round, matrix, onDone }: Props) {
  const act = useAct()
  const run = (call: () => Promise<unknown>) => void act.run(async () => {
    await call()
    onDone()
  })
  const late = lateUnits(matrix.columns)
  const asked = matrix.columns.flatMap((column) => column.extensions.filter((one) => one.granted === null).map((extension) => ({ column, extension })))
  return (
    <div data-testid="round-panel">
      <Refused text={act.mistake} />
      {asked.map(({ column, extension }) => (
        <div key={`${column.unit}-${extension.number}`} className="unit-line">
          <span className="line-main">{column.name}<small>{texts.asks(extension.people, briefDay(extension.until))}</small></span>
          {round.may.decideExtensions && [true, false].map((granted) => (
            <Button key={String(granted)} size="small" type="link" disabled={act.busy} onClick={() => run(() => decideExtension(round.id, column.unit, extension.number, granted))}>{granted ? texts.grant : texts.decline}</Button>
          ))}
        </div>
      ))}
      <section className="part">
        <h3>{texts.overdueUnits}</h3>
        {late.length === 0 && <p className="part-text quiet">{texts.nobodyLate}</p>}
        {late.map(({ column, people }) => (
          <div key={column.unit} className="unit-line">
            <span>{column.name}</span><b className="plum keep">{texts.peopleLate(people)}</b><span className="quiet keep">{column.chased > 0 ? texts.chased(column.chased) : texts.notChased}</span>
            {round.may.manage && round.state === 'open' && <Button size="small" type="link" disabled={act.busy} data-testid="chase-unit" onClick={() => run(() => chase(round.id, [column.unit]))}>{texts.chase}</Button>}
          </div>
        ))}
      </section>
      <section className="part">
        <h3>{texts.unitsTitle}</h3>
        {round.members.map((one) => <MemberLine key={one.id} round={round} member={one} matrix={matrix} onDone={onDone} />)}
      </section>
      <Knowing round={round} busy={act.busy} run={run} />
      {round.may.seeTrail && <TrailPart id={round.id} />}
      {round.may.manage && round.state === 'open' && <Close busy={act.busy} onClose={() => run(() => closeReview(round.id))} />}
    </div>
  )
}

function Knowing({ round, busy, run }: { round: Round; busy: boolean; run: (call: () => Promise<unknown>) => void }) {
  const [knowing, setKnowing] = useState<string[] | null>(null)
  const { data } = useQuery({ queryKey: ['review-setup'], queryFn: ({ signal }) => getReviewSetup(signal), enabled: knowing !== null })
  const names = [...(data?.knowing ?? []), ...round.knowing].map((one) => [one.account, one.name] as const)
  return (
    <section className="part">
      <h3>{texts.knowing}{round.may.manage && knowing === null && <button type="button" className="link" onClick={() => setKnowing(round.knowing.map((one) => one.account))}>{texts.know}</button>}</h3>
      {knowing === null ? <p className="part-text">{round.knowing.map((one) => one.name).join('、')}</p> : (
        <div className="stack">
          <Select mode="multiple" suffixIcon={DownIcon} value={knowing} onChange={setKnowing} options={[...new Map(names)].map(([value, label]) => ({ value, label }))} optionFilterProp="label" aria-label={texts.knowing} />
          <div><Button size="small" type="primary" disabled={busy} onClick={() => run(async () => { await changeKnowing(round.id, knowing); setKnowing(null) })}>{texts.know}</Button></div>
        </div>
      )}
    </section>
  )
}

function TrailPart({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ queryKey: ['review-trail', id], queryFn: ({ signal }) => getReviewTrail(id, signal), enabled: open, gcTime: 0 })
  return (
    <details className="part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="meta">{texts.trail}</summary>
      {data?.items.length === 0 && <p className="part-text quiet">{texts.trailNone}</p>}
      {data?.items.map((one, index) => <p key={index} className="part-text"><time className="quiet" dateTime={one.at}>{moment(one.at)}</time> {one.by.name} {texts.kinds[one.kind] ?? one.kind}</p>)}
    </details>
  )
}

function Close({ busy, onClose }: { busy: boolean; onClose: () => void }) {
  const [sure, setSure] = useState(false)
  return (
    <section className="part">
      {!sure ? <Button size="small" onClick={() => setSure(true)}>{texts.close}</Button> : <div className="stack"><p className="part-text">{texts.closeSure}</p><div><Button size="small" type="primary" disabled={busy} onClick={onClose}>{texts.closeDo}</Button></div></div>}
    </section>
  )
}
