import type { ReactNode } from 'react'
import { common, door, shell } from '../texts'

/** The page before anybody is signed in: what system it is, one form, and that all is recorded. */
export function DoorFrame({ district, demo, title, children }: { district: string; demo: boolean; title: string; children: ReactNode }) {
  return (
    <main className="door">
      <section className="door-box">
        <div className="door-brand">
          <span className="brand-mark" aria-hidden="true">{common.brandMark}</span>
          <span><b>{common.product}</b>{district !== '' && <small>{district}</small>}</span>
        </div>
        <h1>{title}</h1>
        {children}
      </section>
      <footer className="door-foot">
        <p>{door.mayNot}</p>
        {demo && <p>{shell.demo}</p>}
      </footer>
    </main>
  )
}
