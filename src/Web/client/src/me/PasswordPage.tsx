import { useState } from 'react'
import { Link } from 'react-router'
import { PageHeader } from '../app/PageHeader'
import { Shell } from '../app/Shell'
import { useWidth } from '../app/useWide'
import { me } from '../texts'
import { ChangePassword } from './ChangePassword'

export function PasswordPage() {
  const width = useWidth()
  const [done, setDone] = useState(false)
  return (
    <Shell width={width}>
      <PageHeader title={me.changeTitle} phone={width === 'phone'} />
      <main className="body body-narrow">
        <section className="box">
          {done ? <p className="box-text" role="status">{me.changed} <Link to="/me" className="link">{me.title}</Link></p> : <div className="box-body"><ChangePassword onDone={() => setDone(true)} /></div>}
        </section>
      </main>
    </Shell>
  )
}
