import { useEffect, useState } from 'react'
import { now } from '../app/clock'
import { common } from '../texts'

const two = (value: number) => String(value).padStart(2, '0')

/** How long something has been going on, by the server's clock: `03:18`, from an hour on `1:03:18`. */
export function Elapsed({ since }: { since: string | null }) {
  const [at, setAt] = useState(() => now().getTime())
  useEffect(() => {
    const timer = setInterval(() => setAt(now().getTime()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (since === null) return <b>{common.none}</b>
  const seconds = Math.max(0, Math.floor((at - Date.parse(since)) / 1_000))
  const hours = Math.floor(seconds / 3_600)
  return <b className="figure">{hours > 0 ? `${hours}:` : ''}{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}</b>
}
