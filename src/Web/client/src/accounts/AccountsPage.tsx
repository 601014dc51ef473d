import { Tabs } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { PageHeader } from '../app/PageHeader'
import { may, useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useWidth } from '../app/useWide'
import { accounts as texts } from '../texts'
import { AccountsTab } from './AccountsTab'
import { KeysTab } from './KeysTab'
import { UnitsTab } from './UnitsTab'

/** Accounts, keys of source systems, and the tree of offices and units. Whoever is here sees no case. */
export function AccountsPage() {
  const session = useSession()
  const width = useWidth()
  const navigate = useNavigate()
  const [tab = '', ...rest] = (useParams()['*'] ?? '').split('/')
  const active = tab === 'keys' || tab === 'units' ? tab : 'accounts'
  const opened = active === 'accounts' && tab !== '' ? decodeURIComponent(tab === 'of' ? (rest[0] ?? '') : '') : null
  return (
    <Shell width={width}>
      <PageHeader title={texts.title} scope={texts.scope} phone={width === 'phone'} />
      <main className="list-page">
        <Tabs
          className="page-tabs" size="small" activeKey={active} onChange={(key) => void navigate(key === 'accounts' ? '/accounts' : `/accounts/${key}`)}
          items={[{ key: 'accounts', label: texts.tabs.accounts }, { key: 'units', label: texts.tabs.units }, ...(may(session, 'manageKeys') ? [{ key: 'keys', label: texts.tabs.keys }] : [])]}
        />
        {active === 'accounts' && <AccountsTab opened={opened || null} onOpen={(account) => void navigate(account === null ? '/accounts' : `/accounts/of/${encodeURIComponent(account)}`)} />}
        {active === 'keys' && <KeysTab />}
        {active === 'units' && <UnitsTab />}
      </main>
    </Shell>
  )
}
