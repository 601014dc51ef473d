import { Button } from 'antd'
import { useState } from 'react'
import { common } from '../texts'

/** Something that is shown once and never again. */
export function Once({ label, value, note }: { label: string; value: string; note: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Without a secure connection there is no clipboard; the text can be marked by hand.
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <div className="once" data-testid="once">
      <span className="meta">{label}</span>
      <code>{value}</code>
      <span className="once-line"><span className="meta">{note}</span>{window.isSecureContext && <Button size="small" onClick={() => void copy()}>{copied ? common.copied : common.copy}</Button>}</span>
    </div>
  )
}
