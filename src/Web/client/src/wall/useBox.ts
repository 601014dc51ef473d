import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'

/** The size of an element as it is now. */
export function useBox(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 900, height: 380 })
  useLayoutEffect(() => {
    const observed = element.current!
    const observer = new ResizeObserver(() => setSize({ width: observed.clientWidth, height: Math.max(220, observed.clientHeight) }))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return size
}
