import { useState } from 'react'
import type { Cause } from '../api/types'
import { briefDay } from '../app/clock'
import { OutcomeMark } from '../marks/OutcomeMark'
import { common, panel, signal } from '../texts'
import { SignalText } from './SignalText'

/** What the alert is built on: category and count only; the text opens one by one. */
export function CausesSection({ cadre, causes }: { cadre: string; causes: Cause[] }) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <section className="part">
      <h3>{panel.causes(causes.length)}<small>{panel.causesNote}</small></h3>
      <ul className="causes">
        {causes.map((cause) => {
          const open = opened === cause.signal
          return (
            <li key={cause.signal}>
              <button type="button" className="cause" aria-expanded={open} title={signal.open} data-testid="cause" onClick={() => setOpened(open ? null : cause.signal)}>
                <time dateTime={cause.occurredOn}>{briefDay(cause.occurredOn)}</time>
                <span>{cause.kindName}</span>
                <span className="quiet">{cause.agency ?? cause.source}</span>
                <span>{cause.category === null ? common.none : (panel.categories[cause.category] ?? cause.category)}{cause.copies > 1 && <span className="quiet keep"> {panel.copies(cause.copies)}</span>}</span>
                <OutcomeMark status={cause.status} />
              </button>
              {open && <SignalText cadre={cadre} id={cause.signal} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
