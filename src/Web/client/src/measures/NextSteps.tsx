import { Button } from 'antd'
import { useState } from 'react'
import type { Actions, Measure, MeasureAction } from '../api/measures'
import { Failure } from '../app/Failure'
import { measure as texts } from '../texts'
import { ActForm } from './ActForm'

interface Props { measure: Measure; actions: Actions | undefined; failed: unknown; named: (account: string) => string; onDone: () => void }

/** Acts that are possible all along: none of them is the next one. */
const beside = ['recordTalk', 'requestExtension', 'statement', 'cancel', 'revise']

/** What the measure is past, or far from: it is told on demand. */
const far = ['wrongStage', 'nothingAsked', 'noStatement', 'notIssued', 'alreadyStudied', 'alreadyConsulted', 'alreadyEnded', 'nothingToExtend']
const isFar = (action: MeasureAction): boolean => far.includes(action.rule ?? '')

/** What this viewer may do now, with its form in place; what not yet, why, and who may. */
export function NextSteps({ measure, actions, failed, named, onDone }: Props) {
  const [open, setOpen] = useState<string | null>(null)
  if (actions === undefined) return failed === null ? null : <Failure error={failed} onRetry={onDone} />
  const done = () => {
    setOpen(null)
    onDone()
  }
  const all = actions.actions.filter((one) => one.action.code !== 'attach')
  const first = all.find((one) => one.action.possible && !beside.includes(one.action.code))?.action.code
  const near = all.filter((one) => one.action.possible || !isFar(one.action))
  const distant = all.filter((one) => !near.includes(one))
  const row = ({ action, onBehalfOf }: Actions['actions'][number]) => (
    <article key={action.code} className={`step${action.possible ? '' : ' step-closed'}`} data-testid={`step-${action.code}`} data-possible={action.possible}>
      <span aria-hidden="true">{action.possible ? '✓' : '⊘'}</span>
      <b>{action.name}</b>
      <span className="quiet">{action.possible ? [action.note, onBehalfOf === null ? null : texts.behalf(named(onBehalfOf))].filter(Boolean).join('；') : texts.notYet(`${action.why ?? ''}${action.whoWords === '' || action.rule === 'notEntitled' ? '' : texts.who(action.whoWords)}`)}</span>
      {action.possible && open !== action.code && <Button size="small" type={action.code === first ? 'primary' : 'default'} onClick={() => setOpen(action.code)} data-testid={`do-${action.code}`}>{texts.act}</Button>}
      {action.possible && open === action.code && <ActForm key={action.code} action={action} version={actions.version} measure={measure} onDone={done} onStale={onDone} onCancel={() => setOpen(null)} />}
    </article>
  )
  return (
    <section className="box steps" data-testid="next-steps">
      <h2 className="box-head">{texts.next}</h2>
      {actions.actions.every((one) => !one.action.possible) && <p className="box-text">{texts.nextNone}</p>}
      {near.map(row)}
      {distant.length > 0 && <details className="steps-far"><summary>{texts.others(distant.length)}</summary>{distant.map(row)}</details>}
    </section>
  )
}
