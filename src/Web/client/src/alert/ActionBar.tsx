import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ActionName } from '../api/alerts'
import type { Alert, MergeTarget } from '../api/types'
import { useKeys } from '../app/keyboard'
import { may, useSession } from '../app/session'
import { DraftForm } from '../measures/DraftForm'
import { actions, drafting } from '../texts'
import { ActionForm } from './ActionForm'
import type { useCommand } from './useCommand'

type FormName = Exclude<ActionName, 'acknowledge'>
interface Props { alert: Alert; me: readonly string[]; targets: readonly MergeTarget[]; command: ReturnType<typeof useCommand>; asPage: boolean }

/** What the viewer may do next. The server decides; a refusal stays on the page. */
export function ActionBar({ alert, me, targets, command, asPage }: Props) {
  const session = useSession()
  const [form, setForm] = useState<FormName | null>(null)
  const [draft, setDraft] = useState(false)
  const busy = command.running !== null
  const active = alert.state === 'open' || alert.state === 'snoozed'
  const acknowledge = () => {
    if (active && !alert.acknowledged && !busy) void command.run(alert, { action: 'acknowledge' })
  }
  const show = (name: FormName) => () => {
    if (!active || busy) return
    command.clear()
    setForm(name)
  }
  useKeys({
    e: acknowledge, a: show('assign'), s: show('snooze'), x: show('dismiss'),
    // Esc leaves the form first, the panel next.
    Escape: () => {
      if ((form === null && !draft) || busy) return false
      setForm(null)
      setDraft(false)
    },
  })

  const notice = command.notice !== null && (
    <div className={`action-notice${command.notice.kind === 'error' ? ' plum' : ''}`} role="status">{command.notice.kind === 'error' && '⚠ '}{command.notice.text}</div>
  )
  if (alert.state !== 'open' && alert.state !== 'snoozed')
    return <div className="actions">{notice}<p className="meta">{actions.finished[alert.state]}{alert.mergedInto !== null && <> <Link className="link" to={`/alerts/${alert.mergedInto}`}>{actions.mergedInto}</Link></>}</p></div>
  if (draft) return <div className="actions actions-draft">{notice}<DraftForm alert={alert} onCancel={() => setDraft(false)} /></div>
  if (form !== null)
    return <div className="actions">{notice}<ActionForm key={form} name={form} alert={alert} me={me} targets={targets} command={command} onDone={() => setForm(null)} /></div>
  const button = (name: ActionName, label: string, key: string | null, onClick: () => void) => (
    <Button
      key={name} type={name === 'acknowledge' && !alert.acknowledged ? 'primary' : 'default'} data-testid={`action-${name}`} onClick={onClick}
      disabled={busy || (name === 'acknowledge' && alert.acknowledged)} loading={name === 'acknowledge' && busy} aria-keyshortcuts={key ?? undefined}
    >
      {label}{key !== null && !asPage && <kbd aria-hidden="true">{key}</kbd>}
    </Button>
  )
  return (
    <div className="actions">
      {notice}
      <div className="action-row" role="toolbar" aria-label={actions.bar}>
        {button('acknowledge', alert.acknowledged ? actions.acknowledged : actions.acknowledge, 'E', acknowledge)}
        {button('assign', actions.assign, 'A', show('assign'))}
        {button('snooze', actions.snooze, 'S', show('snooze'))}
        {button('dismiss', actions.dismiss, 'X', show('dismiss'))}
        {button('close', actions.close, null, show('close'))}
        {may(session, 'measures') && !session.phone && <Button onClick={() => setDraft(true)} data-testid="action-draft">{drafting.title}</Button>}
        {!session.phone && (
          <Dropdown
            trigger={['click']} placement="topLeft" disabled={busy}
            menu={{ items: [{ key: 'escalate', label: actions.escalate }, ...(targets.length > 0 ? [{ key: 'merge', label: actions.merge }] : [])], onClick: ({ key }) => show(key as FormName)() }}
          >
            <Button data-testid="action-more" aria-haspopup="menu">{actions.more}</Button>
          </Dropdown>
        )}
      </div>
    </div>
  )
}
