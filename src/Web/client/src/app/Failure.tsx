import { Button } from 'antd'
import { errorNumber } from '../api/http'
import { common } from '../texts'

export function Failure({ error, onRetry, text = common.readFailed }: { error: unknown; onRetry: () => void; text?: string }) {
  return (
    <div className="message" role="alert">
      <span>{text}</span>
      <Button size="small" onClick={onRetry}>{common.retry}</Button>
      <span className="meta">{common.errorNumber(errorNumber(error))}</span>
    </div>
  )
}
