import { useEffect, useState } from 'react'
import { common } from '../texts'

/** On a phone: covers the page while it is in the background, before the system takes its picture of it. */
export function Curtain() {
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    const look = () => setDrawn(document.visibilityState === 'hidden')
    const leave = () => setDrawn(true)
    const back = () => setDrawn(document.visibilityState === 'hidden')
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pagehide', leave)
    window.addEventListener('blur', leave)
    window.addEventListener('focus', back)
    window.addEventListener('pageshow', back)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('blur', leave)
      window.removeEventListener('focus', back)
      window.removeEventListener('pageshow', back)
    }
  }, [])
  return drawn ? <div className="curtain" data-testid="curtain">{common.masked}</div> : null
}
