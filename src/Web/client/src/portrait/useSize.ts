import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'

/** The width of an element as it is now. */
export function useSize(element: RefObject<HTMLElement | null>, first: number): number {
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const observed = element.current!
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth))
    observer.observe(observed)
    return () => observer.disconnect()
  }, [element])
  return width
}
