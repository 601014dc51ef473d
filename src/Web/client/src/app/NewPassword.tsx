import { Input } from 'antd'
import { door as texts } from '../texts'
import { Field } from './Field'

export interface Typed { password: string; again: string }

/** What is plainly wrong before the server need be asked; it knows the whole rule. */
export const passwordMistakes = ({ password, again }: Typed): { password?: string; again?: string } => ({
  ...(password === '' && { password: texts.missing.password }),
  ...(again !== password && { again: texts.missing.different }),
})

export function NewPassword({ value, onChange, missing }: { value: Typed; onChange: (typed: Typed) => void; missing: { password?: string; again?: string } }) {
  return (
    <>
      <Field id="new-password" label={texts.newPassword} hint={texts.newPasswordHint} mistake={missing.password}>
        <Input id="new-password" type="password" size="large" autoComplete="new-password" maxLength={256} value={value.password} onChange={(event) => onChange({ ...value, password: event.target.value })} />
      </Field>
      <Field id="again" label={texts.again} mistake={missing.again}>
        <Input id="again" type="password" size="large" autoComplete="new-password" maxLength={256} value={value.again} onChange={(event) => onChange({ ...value, again: event.target.value })} />
      </Field>
    </>
  )
}
