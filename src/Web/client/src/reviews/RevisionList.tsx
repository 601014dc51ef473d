import { attachmentOf } from '../api/reviews'
import type { Cell, Fact, Revision } from '../api/reviews'
import { moment } from '../app/clock'
import { GradeMark } from '../marks/GradeMark'
import type { Grade } from '../api/types'
import { opinion as texts } from '../texts'
import { sizeOf } from './cells'

/** The latest opinion in full, those before it below. */
export function RevisionList({ round, cell, own }: { round: string; cell: Cell; own: boolean }) {
  const fileOf = (hash: string) => attachmentOf(round, cell.unit, cell.cadre, hash)
  const [latest, ...earlier] = cell.history
  if (latest === undefined) return <p className="part-text quiet">{own ? texts.noneOwn : texts.noneYet}</p>
  return (
    <>
      <RevisionView revision={latest} fileOf={fileOf} />
      {earlier.length > 0 && <details className="part"><summary className="meta">{texts.history}</summary>{earlier.map((one) => <RevisionView key={`${one.revision}-${one.enteredAt}`} revision={one} fileOf={fileOf} />)}</details>}
      {cell.notes.length > 0 && (
        <section className="part">
          <h3>{texts.notes}</h3>
          {cell.notes.map((one) => <p key={one.at + one.kind} className="part-text">{moment(one.at)} {one.by.name} {texts.noteKinds[one.kind]}{one.until !== null && one.kind.startsWith('extension') && texts.noteUntil(one.until)}{one.text !== null && <span className="quiet">　{one.text}</span>}</p>)}
        </section>
      )}
    </>
  )
}

function RevisionView({ revision: of, fileOf }: { revision: Revision; fileOf: (hash: string) => string }) {
  const standing = of.confirmedAt !== null ? texts.confirmed(moment(of.confirmedAt), of.enteredBy.name, of.confirmedBy!.name)
    : of.returnedAt !== null ? texts.returned(moment(of.returnedAt), of.returnedBy!.name) : texts.waiting(moment(of.enteredAt), of.enteredBy.name)
  return (
    <section className="revision" data-testid="revision">
      <p className="meta">{texts.revision(of.revision)} {standing}</p>
      <p className="part-text"><b>{texts.answers[of.answer]}</b>{of.expectedOn !== null && <span className="quiet">　{texts.expected(of.expectedOn)}</span>}</p>
      {of.returnNote !== null && <p className="part-text plum">{of.returnNote}</p>}
      {of.withheld && <p className="part-text quiet">{texts.withheld}</p>}
      {of.facts.map((fact, index) => <FactView key={index} fact={fact} fileOf={fileOf} />)}
      {of.validUntil !== null && <p className="part-text"><span className="quiet">{texts.validity}　</span>{texts.until(of.validUntil)} {of.grade !== null && <GradeMark grade={of.grade as Grade} />}</p>}
    </section>
  )
}

const FactView = ({ fact, fileOf }: { fact: Fact; fileOf: (hash: string) => string }) => (
  <div className="fact">
    <p className="part-text"><span className="pattern-tag">{texts.classes[fact.class]}</span> {texts.days(fact.from, fact.to)}</p>
    <p className="part-text">{fact.text ?? texts.erased}<span className="quiet">{texts.standing(texts.statuses[fact.status]!, texts.responsibilities[fact.responsibility]!)}</span></p>
    {fact.basis !== null && <p className="meta">{texts.basis(fact.basis)}</p>}
    {fact.attachments.length > 0 && (
      <p className="attached" data-testid="attachments"><span className="quiet">{texts.attachments}</span>{fact.attachments.map((one) => (
        <a key={one.hash} className="link" href={fileOf(one.hash)} download title={texts.hash(one.hash)}>{one.name ?? texts.erased} <span className="quiet">{sizeOf(one.size)}</span></a>
      ))}</p>
    )}
  </div>
)
