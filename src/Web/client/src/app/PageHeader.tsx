import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { common, shell } from '../texts'
import { SearchBox } from './SearchBox'
import { may, useSession } from './session'
import { useSignOut } from './useSignOut'

/** The head of a page: its name, where it stands, its actions, and who looks. */
export function PageHeader({ title, scope, phone, children }: { title: string; scope?: ReactNode; phone: boolean; children?: ReactNode }) {
  const session = useSession()
  return (
    <header className="header">
      <h1>{title}</h1>
      {!phone && <p className="header-scope">{scope}</p>}
      {children}
      {!phone && may(session, 'search') && <SearchBox />}
      {!phone && <ViewerMenu />}
    </header>
  )
}

/** The viewer's name, with what belongs to the account. */
export function ViewerMenu() {
  const { actorName, roles } = useSession()
  const navigate = useNavigate()
  const leave = useSignOut()
  const items = [
    { key: 'roles', disabled: true, label: roles.map((role) => shell.roles[role]).join(common.comma) || shell.noRole },
    { type: 'divider' as const },
    { key: 'me', label: shell.me },
    { key: 'password', label: shell.password },
    { type: 'divider' as const },
    { key: 'leave', label: shell.signOut },
  ]
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => (key === 'leave' ? void leave() : void navigate(key === 'me' ? '/me' : '/me/password')) }}>
      <button type="button" className="viewer" data-testid="viewer" aria-haspopup="menu">
        <span className="viewer-mark" aria-hidden="true">{actorName.slice(0, 1).toUpperCase()}</span>{actorName}
      </button>
    </Dropdown>
  )
}
