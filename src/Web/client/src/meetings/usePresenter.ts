import { useEffect, useRef } from 'react'
import { actOnMeeting } from '../api/meetings'
import type { Screen } from '../api/meetings'
import { useAct } from '../app/useAct'

export interface Presenter { mistake: string | null; show(item: string): void; step(by: number): boolean }

/**
 * Takes every screen to an item. Steps count from the item asked for last, so that two quick presses are two steps even before the first is on screen; while one
 * request is under way only the last wish is kept.
 */
export function usePresenter(id: string, screen: Screen | null): Presenter {
  const act = useAct()
  const asked = useRef<string[]>([])
  const sending = useRef(false)
  const item = screen?.item ?? null
  useEffect(() => {
    // What was asked for comes in its order; anything else was shown by another presenter.
    const place = item === null ? -1 : asked.current.indexOf(item)
    asked.current = place < 0 ? [] : asked.current.slice(place + 1)
  }, [item, screen?.shownAt])
  const send = async () => {
    sending.current = true
    let done: string | undefined
    for (let wish = asked.current.at(-1); wish !== undefined && wish !== done; wish = asked.current.at(-1)) {
      done = wish
      if (!await act.run(async () => void (await actOnMeeting(id, 'show', { item: done })))) asked.current = []
    }
    sending.current = false
  }
  const show = (wish: string) => {
    asked.current = [...asked.current, wish]
    if (!sending.current) void send()
  }
  const step = (by: number) => {
    if (screen === null || !screen.presents || screen.agenda.length === 0) return false
    const from = asked.current.at(-1) ?? item
    const at = screen.agenda.findIndex((one) => one.id === from)
    const next = screen.agenda[Math.min(Math.max(at + by, 0), screen.agenda.length - 1)]
    if (next !== undefined && next.id !== from) show(next.id)
    return true
  }
  return { mistake: act.mistake, show, step }
}
