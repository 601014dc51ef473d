import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { getAccounts } from '../api/people'
import type { Account } from '../api/people'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { useDelayed } from '../app/useDelayed'
import { accounts as texts, common, shell } from '../texts'
import { AccountPanel } from './AccountPanel'
import { NewAccount } from './NewAccount'

/** The list, and beside it the one that is opened. */
export function AccountsTab({ opened, onOpen }: { opened: string | null; onOpen: (account: string | null) => void }) {
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['accounts', search], queryFn: ({ pageParam, signal }) => getAccounts(search, pageParam, signal),
    initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
  })
  const slow = useDelayed(isPending)
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const open = (account: string | null) => {
    setAdding(false)
    onOpen(account)
  }
  return (
    <div className="beside">
      <div className="beside-main">
        <div className="filters">
          <Input.Search size="small" className="roster-search" placeholder={texts.search} aria-label={texts.search} maxLength={64} onSearch={(text) => setSearch(text.trim())} enterButton={false} data-testid="account-search" />
          <span className="filters-gap" />
          <Button size="small" type="primary" onClick={() => { onOpen(null); setAdding(true) }} data-testid="new-account">{texts.open}</Button>
        </div>
        <div className="scroll">
          {error !== null ? <Failure error={error} onRetry={() => void refetch()} />
            : data === undefined ? slow && <div className="message" role="status">{common.loading}</div>
              : items.length === 0 ? <div className="message" role="status">{texts.empty}</div>
                : (
                  <table className="table rows-open" data-testid="accounts">
                    <thead><tr>{Object.entries(texts.columns).map(([key, name]) => <th key={key} scope="col">{name}</th>)}</tr></thead>
                    <tbody>{items.map((one) => <Row key={one.account} account={one} on={one.account === opened} onOpen={() => open(one.account)} />)}</tbody>
                  </table>
                )}
          {hasNextPage && <div className="table-more"><Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{common.more}</Button></div>}
        </div>
      </div>
      {adding && <NewAccount onClose={() => setAdding(false)} onMade={() => void refetch()} />}
      {opened !== null && !adding && <AccountPanel key={opened} account={opened} onClose={() => open(null)} onChanged={() => void refetch()} />}
    </div>
  )
}

function Row({ account, on, onOpen }: { account: Account; on: boolean; onOpen: () => void }) {
  const roles = [...new Set(account.assignments.map((one) => shell.roles[one.role]))].join(common.comma)
  return (
    <tr className={on ? 'row-on' : undefined} onClick={onOpen} data-testid="account-row" data-account={account.account}>
      <td><button type="button" className="link" onClick={onOpen}>{account.account}</button></td>
      <td className="keep">{account.name}</td>
      <td>{roles || <span className="quiet">{shell.noRole}</span>}</td>
      <td className="keep">{texts.states[account.state]}{account.lockedUntil !== null && <span className="plum"> {texts.locked(moment(account.lockedUntil))}</span>}</td>
      <td className="keep">{account.secondFactor ? texts.yes : <span className="quiet">{texts.no}</span>}</td>
      <td className="keep quiet">{account.lastSignInAt === null ? texts.never : moment(account.lastSignInAt)}</td>
    </tr>
  )
}
