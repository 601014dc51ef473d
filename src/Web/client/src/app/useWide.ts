import { useSyncExternalStore } from 'react'

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

export type Width = 'phone' | 'drawer' | 'beside'

/** Beside the list from 1280 px, over it as a drawer below, a page of its own below 768 px. */
export function useWidth(): Width {
  const phone = useMedia('(max-width: 767.98px)')
  const beside = useMedia('(min-width: 1280px)')
  return phone ? 'phone' : beside ? 'beside' : 'drawer'
}
