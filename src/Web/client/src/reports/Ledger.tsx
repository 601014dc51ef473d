import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { getLedger } from '../api/reports'
import { briefDay } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { useDelayed } from '../app/useDelayed'
import { common, reports as texts } from '../texts'

/** 督办台账: what is not settled, overdue first. */
export function Ledger({ phone, views }: { phone: boolean; views: ReactNode }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['reports', 'matters'], queryFn: ({ signal }) => getLedger(signal) })
  const slow = useDelayed(isPending)
  const overdue = data?.items.filter((one) => one.state === 'overdue').length ?? 0
  return (
    <>
      <PageHeader title={texts.title} scope={texts.ledgerScope} phone={phone}>{views}</PageHeader>
      <main className="body reports" data-testid="ledger">
        <section className="box">
          <h2 className="box-head">{texts.ledger}{data !== undefined && <small>{texts.ledgerNote(data.items.length, overdue, data.settled)}</small>}</h2>
          {error !== null && data === undefined ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : data.items.length === 0 ? <div className="message" role="status">{texts.ledgerEmpty}</div> : (
                <div className="table-wide">
                  <table className="table table-cards">
                    <thead><tr>{Object.entries(texts.ledgerColumns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
                    <tbody>
                      {data.items.map((one) => (
                        <tr key={one.meeting + one.id} data-testid="ledger-row" data-state={one.state}>
                          <td className="keep"><span className={one.state === 'overdue' ? 'overdue' : 'quiet'}>{texts.states[one.state]}</span></td>
                          <td>{one.text}</td>
                          <td className="keep"><Link className="link" to={`/meetings/${one.meeting}`}>{one.meetingTitle}</Link></td>
                          <td className="keep">{one.ownerName}</td>
                          <td className="keep figure">{briefDay(one.dueOn)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
        </section>
      </main>
    </>
  )
}
