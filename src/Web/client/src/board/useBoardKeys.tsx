import { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { KeyHelp } from '../app/KeyHelp'
import { useKeys } from '../app/keyboard'
import type { BoardView } from './alertStore'

interface Given { view: BoardView; selected: string | null; address: (id: string) => string; close: () => void }
interface BoardKeys { current: string | null; scrollTo: { id: string } | null; showHelp: () => void; help: ReactNode }

/** J K move, Enter opens, Esc closes, / goes to the unit filter, ? shows all keys. The panel has its own keys. */
export function useBoardKeys({ view, selected, address, close }: Given): BoardKeys {
  const navigate = useNavigate()
  const [current, setCurrent] = useState<string | null>(null)
  const [scrollTo, setScrollTo] = useState<{ id: string } | null>(null)
  const [helping, setHelping] = useState(false)
  const showHelp = useCallback(() => setHelping(true), [])

  useEffect(() => {
    if (selected !== null) setCurrent(selected)
  }, [selected])

  const step = (by: number) => () => {
    const at = view.order.findIndex((one) => one.id === (selected ?? current))
    const next = view.order[at < 0 ? 0 : Math.min(view.order.length - 1, Math.max(0, at + by))]
    if (next === undefined) return
    setCurrent(next.id)
    setScrollTo({ id: next.id })
    if (selected !== null) void navigate(address(next.id), { replace: true, state: { fromBoard: true } })
    else requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-alert-id="${CSS.escape(next.id)}"]`)?.focus({ preventScroll: true }))
  }

  useKeys({
    j: step(1),
    k: step(-1),
    Enter: () => {
      // A focused link or button opens by itself.
      if (document.activeElement !== document.body || current === null || selected !== null) return false
      void navigate(address(current), { state: { fromBoard: true } })
    },
    Escape: () => {
      if (selected === null || helping) return false
      close()
    },
    '/': () => document.querySelector<HTMLElement>('#unit-filter')?.focus(),
    '?': showHelp,
  })

  return { current, scrollTo, showHelp, help: <KeyHelp open={helping} onClose={() => setHelping(false)} /> }
}
