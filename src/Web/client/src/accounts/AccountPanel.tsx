import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { changeRights, getAccount, getUnits } from '../api/people'
import type { Account } from '../api/people'
import { isNotFound } from '../api/http'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { useAct } from '../app/useAct'
import { accounts as texts, common } from '../texts'
import { AccountState } from './AccountState'
import { Deputies } from './Deputies'
import { RightsForm } from './RightsForm'

/** One account: its roles and their scope, recusals, who stands in for it, and whether it may sign in. */
export function AccountPanel({ account, onClose, onChanged }: { account: string; onClose: () => void; onChanged: () => void }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ queryKey: ['account', account], queryFn: ({ signal }) => getAccount(account, signal) })
  const { data: units } = useQuery({ queryKey: ['units'], queryFn: ({ signal }) => getUnits(signal) })
  const act = useAct()
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['account', account] })
    onChanged()
  }
  const save = (rights: Parameters<typeof changeRights>[1]) => act.run(async () => {
    try {
      await changeRights(account, rights)
    } finally {
      await changed()
    }
  })
  return (
    <aside className="panel" data-testid="account-panel" aria-label={account}>
      <div className="panel-head"><b>{data?.name ?? account}</b><span className="panel-meta">{data !== undefined && headOf(data)}</span><Button type="text" size="small" className="panel-close" onClick={onClose} aria-label={texts.close}>{common.cross}</Button></div>
      <div className="panel-body panel-forms">
        {isNotFound(error) ? <div className="message">{texts.notFound}</div> : error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data !== undefined && units !== undefined && (
          <>
            <RightsForm key={data.version} account={data} units={units.items} act={act} onSave={save} />
            <Deputies account={data} onChanged={changed} />
            <AccountState account={data} onChanged={changed} />
          </>
        )}
      </div>
    </aside>
  )
}

const headOf = (account: Account): string =>
  [account.account, texts.states[account.state], account.lastSignInAt === null ? null : `${texts.columns.last} ${moment(account.lastSignInAt)}`].filter((one) => one !== null).join(common.dot)
