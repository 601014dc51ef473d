import type { Change, PolicyDetail, PolicyParameter, PolicyPattern } from '../api/policies'
import { count } from '../app/clock'
import { GradeMark } from '../marks/GradeMark'
import { LevelMark } from '../marks/LevelMark'
import { common, policies as texts } from '../texts'

type Levels = PolicyDetail['levels']

/** One pattern with the figures of the law that it reads, each with where it comes from and how well that is known. */
export function PatternBox({ pattern, levels }: { pattern: PolicyPattern; levels: Levels }) {
  const facts = pattern.steps.filter((step) => step.parameter === null)
  return (
    <section className="box" data-testid={`pattern-${pattern.code}`}>
      <h2 className="box-head"><span>{pattern.name} <Changed change={pattern.change} /></span><small>{texts.types[pattern.type]}</small></h2>
      <p className="box-text policy-reads">
        <span>{pattern.reads.length === 0 ? texts.readsAll : texts.reads(pattern.reads.join(common.comma))}</span>
        {facts.map((step) => <span key={step.rank} className="policy-fact">{step.note} <Level rank={step.rank} levels={levels} /></span>)}
      </p>
      <Parameters parameters={pattern.parameters} steps={pattern.steps} levels={levels} />
    </section>
  )
}

export function Parameters({ parameters, steps, levels }: { parameters: PolicyParameter[]; steps?: PolicyPattern['steps']; levels?: Levels }) {
  const columns = texts.parameterColumns
  return (
    <table className="table policy-parameters">
      <thead><tr><th scope="col">{columns.name}</th><th scope="col">{columns.value}</th><th scope="col">{levels !== undefined && columns.level}</th><th scope="col">{columns.source}</th><th scope="col">{columns.grade}</th></tr></thead>
      <tbody>
        {parameters.map((one) => {
          const step = steps?.find((of) => of.parameter === one.code)
          return (
            <tr key={`${one.code} ${one.authority} ${one.from}`} className={one.change === 'same' ? undefined : 'policy-changed'}>
              <td>{one.name}<Validity of={one} /></td>
              <td className="keep"><b>{number(one.value)}</b> {one.unit}{one.was !== null && <span className="meta">　{texts.was(number(one.was))}</span>}{one.was === null && one.change !== 'same' && <> <Changed change={one.change} /></>}</td>
              <td>{step !== undefined && levels !== undefined && <><Level rank={step.rank} levels={levels} />{step.note !== null && <><br /><span className="meta">{step.note}</span></>}</>}</td>
              <td>{one.source}{one.article}</td>
              <td className="keep"><GradeMark grade={one.grade} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Said where it is for some only, or does not hold since ever and for good. */
function Validity({ of }: { of: PolicyParameter }) {
  const parts = [of.authority === null ? null : texts.authority(of.authority), of.from > '2000-01-01' ? texts.since(of.from) : null, of.to === null ? null : texts.until(of.to)].filter((part) => part !== null)
  return parts.length === 0 ? null : <><br /><span className="meta">{parts.join(' ')}</span></>
}

function Level({ rank, levels }: { rank: number; levels: Levels }) {
  const level = levels.find((one) => one.rank === rank)
  return level === undefined ? null : <LevelMark rank={rank} hue={level.key} word={level.word} size={10} />
}

const Changed = ({ change }: { change: Change }) => (change === 'same' ? null : <span className="policy-mark">{texts.change[change]}</span>)

const number = (value: number): string => count(value)
