import type { RankingModel } from '../api/risk'
import { reportOf } from '../api/risk'
import { dayOf } from '../app/clock'
import { risk as texts } from '../texts'
import { percent, signed } from './figures'

/** What the model is and how well it did, each figure beside the plain count's. */
export function ModelHead({ model }: { model: RankingModel }) {
  const m = model.metrics
  const low = m.aucOverCountLow
  const high = m.aucOverCountHigh
  const limit = model.driftLimit === null ? '' : String(model.driftLimit)
  return (
    <dl className="risk-head" data-testid="model-head">
      <Fact name={texts.head.model} value={model.version} note={model.liveSince === null || model.approvedByName === null ? texts.standings.live : texts.approved(model.approvedByName, dayOf(model.liveSince).slice(5))} />
      {m.recallTop5 !== undefined && <Fact name={texts.head.recall} value={percent(m.recallTop5)} beside={m.countRecallTop5 === undefined ? '' : texts.countValue(percent(m.countRecallTop5))} note={m.years === undefined ? '' : texts.years(m.years)} />}
      {m.auc !== undefined && <Fact name={texts.head.auc} value={m.auc.toFixed(3)} beside={m.countAuc === undefined ? '' : texts.countValue(m.countAuc.toFixed(3))} note={low === undefined || high === undefined ? '' : texts.interval(signed(low), signed(high))} />}
      {m.budgetGain !== undefined && <Fact name={texts.head.gain} value={signed(m.budgetGain * 100, 0) + ' %'} beside={texts.gainNote} note={m.foundByModel === undefined || m.foundByRule === undefined ? '' : texts.found(String(Math.round(m.foundByModel)), String(Math.round(m.foundByRule)))} />}
      <Fact
        name={texts.head.snapshot} value={model.snapshot}
        note={model.stability === null ? texts.driftNone : texts.drift(model.stability.toFixed(2), model.driftLimit !== null && model.stability > model.driftLimit ? texts.driftOver(limit) : texts.driftUnder(limit))}
      />
      <a className="risk-report" href={reportOf(model.version)} target="_blank" rel="noopener">{texts.report}</a>
    </dl>
  )
}

function Fact({ name, value, beside = '', note }: { name: string; value: string; beside?: string; note: string }) {
  return <div><dt>{name}</dt><dd><b>{value}</b>{beside !== '' && <span>{beside}</span>}</dd><dd className="risk-note">{note}</dd></div>
}
