import type { ReactNode } from 'react'
import { common } from '../texts'

/** A field of a form: label above, the mistake under it in words. */
export function Field({ id, label, hint, mistake, optional = false, children }: {
  id: string; label: string; hint?: string; mistake?: string | undefined; optional?: boolean; children: ReactNode
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}{optional && <span className="meta"> {common.optional}</span>}</label>
      {children}
      {mistake !== undefined ? <p className="plum field-mistake" role="alert">⚠ {mistake}</p> : hint !== undefined && <p className="meta">{hint}</p>}
    </div>
  )
}
