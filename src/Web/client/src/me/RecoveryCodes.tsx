import { Button } from 'antd'
import { me } from '../texts'

/** Shown once, with the first second factor of an account: the way in when the factor is lost. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  return (
    <div className="box-body" data-testid="recovery-codes">
      <p>{me.recoveryNote}</p>
      <ul className="codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <Button type="primary" onClick={onKept}>{me.recoveryKept}</Button>
    </div>
  )
}
