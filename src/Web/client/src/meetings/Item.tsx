import type { ReactNode } from 'react'
import { meetingFileOf } from '../api/meetings'
import type { Piece, PieceKind } from '../api/meetings'
import type { LevelKey } from '../api/types'
import type { Outcome } from '../api/cadres'
import { briefDay } from '../app/clock'
import { LevelMark } from '../marks/LevelMark'
import { OutcomeMark } from '../marks/OutcomeMark'
import { OutcomeShape } from '../marks/OutcomeMark'
import { Sentence } from '../marks/Sentence'
import { common, screen as texts } from '../texts'

const outcomes = ['recorded', 'reported', 'verifying', 'substantiated', 'unsubstantiated', 'cleared', 'withdrawn', 'positive']

/** The pieces of one item, in the order of the reference: answers, facts, alerts and what runs, what speaks for the person, the last meeting. */
export function Item({ meeting, pieces, stage = false, absent = [] }: { meeting: string; pieces: Piece[]; stage?: boolean; absent?: string[] }) {
  const of = (...kinds: PieceKind[]) => pieces.filter((one) => kinds.includes(one.kind))
  const person = of('person')[0]
  const matter = of('matter')[0]
  const opinions = of('opinion')
  const counts = Object.entries(texts.answers).map(([state, word]) => ({ word, count: opinions.filter((one) => one.state === state).length })).filter((one) => one.count > 0)
  if (matter !== undefined && person === undefined)
    return <section className="box"><h2 className="box-head">{texts.matterHead}</h2><div className="box-body"><p className="item-matter">{matter.title}</p><p className="quiet">{matter.text}</p></div></section>
  return (
    <>
      {person !== undefined && (
        <div className="item-person" data-testid="item-person">
          <b>{person.title}</b>{person.state === 'demo' && <span className="sample">{common.sample}</span>}<span>{person.text}</span>
          {person.on !== null && <span className="quiet">{texts.since(person.on)}</span>}
        </div>
      )}
      <Box title={texts.opinions} note={[texts.seen(opinions.length), ...counts.map((one) => `${one.word} ${one.count}`)].join('　')} empty={texts.noOpinions} none={opinions.length === 0 && absent.length === 0}>
        <div className="opinions">
          {opinions.map((one) => (
            <div key={one.id} className="opinion" title={one.text}><span>{one.title}</span><span className={`answer answer-${one.state ?? 'notDue'}`}>{texts.answers[one.state ?? ''] ?? one.text}</span></div>
          ))}
          {absent.map((name) => <div key={name} className="opinion opinion-absent" title={texts.absent(name)}><span>{name}</span><HiddenIcon /></div>)}
        </div>
      </Box>
      <Box title={texts.facts} note={stage || !pieces.some((one) => one.complaint) ? texts.factsNote : texts.factsOwn} empty={texts.noFacts} none={of('fact').length === 0}>
        <ol className="facts-rows">
          {of('fact').map((one, index) => (
            <li key={one.id} data-complaint={one.complaint}>
              <span className="quiet">{index + 1}</span><span className="quiet keep">{one.on ?? ''}</span><span>{one.title}</span><span><Sentence text={one.text} />{one.files.map((hash, at) => <a key={hash} className="link fact-file" href={meetingFileOf(meeting, hash)} download>{texts.file(at + 1)}</a>)}</span>
              {one.state !== null && outcomes.includes(one.state) ? <OutcomeMark status={one.state as Outcome} /> : <span />}
            </li>
          ))}
        </ol>
      </Box>
      <div className="item-pair">
        <Box title={texts.alerts} empty={texts.noAlerts} none={of('alert', 'rectification', 'measure').length === 0}>
          <ul className="plain-rows">
            {of('alert', 'rectification', 'measure').map((one) => {
              const level = one.kind === 'alert' ? /^(\d)-(red|orange|yellow|blue)$/.exec(one.state ?? '') : null
              return <li key={one.id}>{level === null ? <b>{one.title}</b> : <LevelMark rank={Number(level[1])} hue={level[2] as LevelKey} word={one.title} />} <Sentence text={one.text} /></li>
            })}
          </ul>
        </Box>
        <Box title={texts.context} empty={texts.noContext} none={of('context').length === 0}>
          <ul className="plain-rows">
            {of('context').map((one) => (
              <li key={one.id}><svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true"><OutcomeShape status={one.state === 'cleared' ? 'cleared' : 'positive'} /></svg> {one.on !== null && <span className="quiet keep">{briefDay(one.on)} </span>}{one.text}</li>
            ))}
          </ul>
        </Box>
      </div>
      {of('comparison').map((one) => <Box key={one.id} title={texts.comparison} note={one.title}><p className="box-text item-line">{one.text}</p></Box>)}
    </>
  )
}

function Box({ title, note, empty = '', none = false, children }: { title: string; note?: string; empty?: string; none?: boolean; children: ReactNode }) {
  return <section className="box"><h2 className="box-head">{title}{note !== undefined && <small>{note}</small>}</h2>{none ? <p className="box-text">{empty}</p> : children}</section>
}

const HiddenIcon = () => (
  <svg width="15" height="15" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.2" aria-hidden="true"><path d="M1.6 8s2.4-4 6.4-4 6.4 4 6.4 4-2.4 4-6.4 4-6.4-4-6.4-4ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM2.6 13.4 13.4 2.6" /></svg>
)
