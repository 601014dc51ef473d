import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Factor, Factors } from '../api/risk'
import { judgeFactor } from '../api/risk'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { Sentence } from '../marks/Sentence'
import { risk as texts } from '../texts'
import { signed } from './figures'

/** Each factor as a sentence with its bar; the viewer agrees or says why not. */
export function FactorBars({ factors, onChanged }: { factors: Factors; onChanged: (next: Factors) => void }) {
  const act = useAct()
  const [against, setAgainst] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [saved, setSaved] = useState(false)
  const longest = Math.max(...factors.factors.map((one) => Math.abs(one.contribution)), 0.01)
  const judge = (feature: string, agrees: boolean, why: string | null) => act.run(async () => {
    onChanged(await judgeFactor(factors.cadre, feature, agrees, why))
    setSaved(!agrees)
    setAgainst(null)
    setReason('')
  })
  return (
    <section className="risk-part">
      <h3>{texts.factors}<small>{texts.sides}</small></h3>
      {factors.factors.map((one) => (
        <div key={one.feature} className="factor">
          <p><span><Sentence text={one.sentence} /></span><span className="factor-number">{signed(one.contribution)}</span></p>
          <div className="factor-line">
            <Bar factor={one} longest={longest} />
            <span className="factor-votes" role="group" aria-label={one.sentence}>
              <button type="button" aria-pressed={one.agrees === true} disabled={act.busy} onClick={() => void judge(one.feature, true, null)}>{texts.agree}</button>
              <button type="button" aria-pressed={one.agrees === false || against === one.feature} disabled={act.busy} onClick={() => { setAgainst(one.feature); setReason(one.reason ?? ''); setSaved(false) }}>{texts.disagree}</button>
            </span>
          </div>
          {one.agrees === false && one.reason !== null && against !== one.feature && <p className="meta">{texts.reason}：{one.reason}</p>}
          {against === one.feature && (
            <div className="factor-reason">
              <label htmlFor="factor-reason">{texts.reason}<small>{texts.reasonHint}</small></label>
              <Input.TextArea id="factor-reason" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
              <Button size="small" type="primary" disabled={reason.trim() === ''} loading={act.busy} onClick={() => void judge(one.feature, false, reason.trim())}>{texts.saveReason}</Button>
            </div>
          )}
        </div>
      ))}
      <Refused text={act.mistake} />
      {saved && <p className="meta" role="status">{texts.saved}</p>}
    </section>
  )
}

/** To the right what raises attention, to the left what lowers it. */
export function Bar({ factor: { contribution }, longest }: { factor: Factor; longest: number }) {
  const share = Math.abs(contribution) / longest
  return (
    <span className="factor-bar" aria-hidden="true">
      <i className={contribution >= 0 ? 'factor-up' : 'factor-down'} style={contribution >= 0 ? { left: '34%', width: `${share * 64}%` } : { right: '66%', width: `${share * 32}%` }} />
    </span>
  )
}
