import { useEffect, useState } from 'react'

/** True once `waiting` has lasted 300 ms: a quick answer never flashes a loading text. */
export function useDelayed(waiting: boolean, delayMs = 300): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    if (!waiting) return setPassed(false)
    const timer = setTimeout(() => setPassed(true), delayMs)
    return () => clearTimeout(timer)
  }, [waiting, delayMs])
  return waiting && passed
}
