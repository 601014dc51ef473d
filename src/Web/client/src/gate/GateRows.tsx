import { Link } from 'react-router'
import type { Gate, Provision } from '../api/measures'
import { GradeMark } from '../marks/GradeMark'
import { Sentence } from '../marks/Sentence'
import { gate as texts } from '../texts'
import { JudgementForm } from './JudgementForm'

interface Props { gate: Gate; judging: string | null; onJudge: (cause: string | null) => void; onJudged: () => void }

/** Every bar with its article, its grade and its last day; what is expired can be judged here. */
export function GateRows({ gate, judging, onJudge, onJudged }: Props) {
  const empty = gate.bars.length + gate.pending.length + gate.unsettled.length === 0
  return (
    <section className="box" data-testid="gate-rows">
      <h2 className="box-head">{texts.rows}<small>{texts.rowsNote}</small></h2>
      {gate.bars.map((one, index) => (
        <article key={`${one.cause}${index}`} className="gate-row">
          <span><span className="verdict verdict-barred">{texts.inForce}</span></span>
          <div>
            <p><b>{one.causeWord}</b> {one.words}{one.measure !== null && <> <Link className="link" to={`/measures/${one.measure}`}>{texts.seeMeasure}</Link></>}</p>
            <p className="quiet"><Sentence text={one.steps} /></p>
          </div>
          <Side span={texts.span(one.from, one.to)} provision={one.provision} />
        </article>
      ))}
      {gate.unsettled.map((one) => <article key={one} className="gate-row"><span><span className="verdict verdict-unsettled">{texts.unsettled}</span></span><p><Sentence text={one} /></p><span /></article>)}
      {gate.pending.map((one) => (
        <article key={one.cause} className="gate-row" data-testid="gate-pending">
          <span><span className="verdict verdict-awaitingJudgement">{texts.pending}</span></span>
          <div>
            <p><Sentence text={one.words} /></p>
            {judging === one.cause
              ? <JudgementForm number={gate.cadre} cause={one.cause} on={gate.on} onDone={onJudged} onCancel={() => onJudge(null)} />
              : <button type="button" className="link" onClick={() => onJudge(one.cause)} data-testid="judge">{texts.judge}</button>}
          </div>
          <Side span={texts.expired(one.expiredOn)} provision={one.provision} />
        </article>
      ))}
      {empty && <article className="gate-row"><span><span className="verdict verdict-noHardBarFound">{texts.none}</span></span><p>{texts.noneText}</p><span /></article>}
      {gate.remarks.map((one) => <article key={one} className="gate-row"><span className="quiet">{texts.remark}</span><p className="quiet"><Sentence text={one} /></p><span /></article>)}
    </section>
  )
}

function Side({ span, provision }: { span: string; provision: Provision }) {
  return <div className="gate-side"><p>{span}</p><p className="quiet">{provision.source}{provision.article} <GradeMark grade={provision.grade} /></p></div>
}
