import { Button, Input } from 'antd'
import { useState } from 'react'
import { changePassword } from '../api/people'
import { Field } from '../app/Field'
import { NewPassword, passwordMistakes } from '../app/NewPassword'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { door, me } from '../texts'

export function ChangePassword({ onDone }: { onDone: () => void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState({ password: '', again: '' })
  const [missing, setMissing] = useState<{ current?: string; password?: string; again?: string }>({})
  const act = useAct()
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    const found = { ...(current === '' && { current: door.missing.password }), ...passwordMistakes(next) }
    setMissing(found)
    if (Object.keys(found).length === 0 && (await act.run(async () => void (await changePassword(current, next.password))))) onDone()
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)} data-testid="change-password">
      <Field id="current" label={me.current} mistake={missing.current}>
        <Input id="current" type="password" size="large" autoFocus autoComplete="current-password" maxLength={256} value={current} onChange={(event) => setCurrent(event.target.value)} />
      </Field>
      <NewPassword value={next} onChange={setNext} missing={missing} />
      <Refused text={act.mistake} />
      <Button type="primary" size="large" block htmlType="submit" loading={act.busy}>{me.change}</Button>
    </form>
  )
}
