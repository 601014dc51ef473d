import { Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { forgetPurposes, whenPurposeAsked } from '../api/purpose'
import type { About } from '../api/purpose'
import { common, purpose as texts } from '../texts'
import { Field } from './Field'

interface Asked { about: About; answer: (purpose: string | null) => void }

/** Asks what a case is opened or a file made for, where the policy in force wants to know. */
export function PurposeAsk() {
  const [waiting, setWaiting] = useState<readonly Asked[]>([])
  const [text, setText] = useState('')
  useEffect(() => {
    whenPurposeAsked((about) => new Promise((answer) => setWaiting((all) => [...all, { about, answer }])))
    return () => {
      whenPurposeAsked(() => Promise.resolve(null))
      forgetPurposes()
    }
  }, [])
  const first = waiting[0]
  const words = texts[first?.about ?? 'case']
  const answer = (purpose: string | null) => {
    first?.answer(purpose)
    setText('')
    setWaiting((all) => all.slice(1))
  }
  return (
    <Modal
      open={first !== undefined} title={words.title} okText={words.submit} cancelText={common.cancel} destroyOnHidden width={420} closable={{ 'aria-label': common.close, closeIcon: common.cross }}
      onOk={() => answer(text.trim())} onCancel={() => answer(null)} okButtonProps={{ disabled: text.trim() === '', 'data-testid': 'purpose-submit' }}
    >
      <Field id="purpose" label={words.label} hint={words.hint}>
        <Input.TextArea id="purpose" autoFocus rows={2} maxLength={200} value={text} onChange={(event) => setText(event.target.value)} data-testid="purpose" />
      </Field>
    </Modal>
  )
}
