import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { noticesOffered, noticesOn, switchNotices } from '../app/notices'
import { PageHeader } from '../app/PageHeader'
import { useSession } from '../app/session'
import { Shell } from '../app/Shell'
import { useSignOut } from '../app/useSignOut'
import { useWidth } from '../app/useWide'
import { common, me, shell } from '../texts'
import { External } from './External'
import { Passkeys } from './Passkeys'
import { Sessions } from './Sessions'
import { Totp } from './Totp'

/** What belongs to the viewer's own account: where it is signed in, how it proves itself, what it is told. */
export function MePage() {
  const width = useWidth()
  const { actor, actorName, roles, offices, external } = useSession()
  const leave = useSignOut()
  const phone = width === 'phone'
  return (
    <Shell width={width}>
      <PageHeader title={me.title} scope={me.scope} phone={phone} />
      <main className="body body-columns">
        <div className="column">
          <section className="box">
            <h2 className="box-head">{me.account}</h2>
            <dl className="facts-list">
              <div><dt>{me.account}</dt><dd><b>{actorName}</b> <span className="quiet">{actor}</span></dd></div>
              <div><dt>{me.roles}</dt><dd>{roles.map((role) => shell.roles[role]).join(common.comma) || shell.noRole}</dd></div>
              <div><dt>{me.offices}</dt><dd>{offices.map((one) => one.name).join(common.comma) || common.none}</dd></div>
              <div><dt>{me.password}</dt><dd><Link to="/me/password" className="link">{me.change}</Link></dd></div>
            </dl>
            <div className="box-foot"><Button onClick={() => void leave()} data-testid="sign-out">{me.leave}</Button></div>
          </section>
          <Totp />
        </div>
        <div className="column">
          <Sessions />
          <Passkeys />
          {external.length > 0 && <External />}
          <Notices />
        </div>
      </main>
    </Shell>
  )
}

function Notices() {
  const [on, setOn] = useState(noticesOn)
  const [refused, setRefused] = useState(false)
  const change = async () => {
    const now = await switchNotices(!on)
    setRefused(!on && !now)
    setOn(now)
  }
  return (
    <section className="box">
      <h2 className="box-head">{me.notices}{noticesOffered() && <Button size="small" onClick={() => void change()}>{on ? me.off : me.on}</Button>}</h2>
      <p className="box-text">{!noticesOffered() ? me.noticesUnavailable : refused ? me.noticesRefused : me.noticesNote}</p>
    </section>
  )
}
