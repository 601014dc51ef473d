import { Fragment } from 'react'
import { count } from '../app/clock'
import { LiveDot } from '../app/LiveLine'
import { ViewerMenu } from '../app/PageHeader'
import { SearchBox } from '../app/SearchBox'
import { may, useSession } from '../app/session'
import type { LiveStatus } from '../live/line'
import type { Value } from '../live/value'
import { board, common, shell } from '../texts'

export function BoardHeader({ status, phone, onKeys }: { status: Value<LiveStatus>; phone: boolean; onKeys: () => void }) {
  const session = useSession()
  const { district, unitCount, cadreCount } = session
  return (
    <header className="header">
      <h1>{board.title}</h1>
      {phone
        ? <LiveDot status={status} />
        : (
          <>
            <p className="header-scope">
              {shell.scope(district, count(unitCount), count(cadreCount)).map((part, index) => (
                <Fragment key={part}>{index > 0 && common.dot}<span className="keep">{part}</span></Fragment>
              ))}
            </p>
            {may(session, 'search') && <SearchBox />}
            <LiveDot status={status} />
            <button type="button" className="icon-button" onClick={onKeys} aria-label={shell.keys} title={shell.keys}>?</button>
            <ViewerMenu />
          </>
        )}
    </header>
  )
}
