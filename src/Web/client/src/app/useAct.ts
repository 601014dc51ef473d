import { useState } from 'react'
import { ApiError, isUnknownOutcome, refusalOf } from '../api/http'
import { common } from '../texts'

export interface Act { busy: boolean; mistake: string | null; field: string | null; code: string | null; run(act: () => Promise<void>): Promise<boolean>; clear(): void }

/** Runs one change at a time and keeps what the server refused on the page. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<{ mistake: string | null; field: string | null; code: string | null }>({ mistake: null, field: null, code: null })
  const run = async (act: () => Promise<void>) => {
    if (busy) return false
    setBusy(true)
    setFound({ mistake: null, field: null, code: null })
    try {
      await act()
      return true
    } catch (error) {
      const problem = error instanceof ApiError ? error.problem : {}
      const wait = error instanceof ApiError && error.retryAfter !== null ? common.tryLater(error.retryAfter) : ''
      setFound({ mistake: (isUnknownOutcome(error) ? common.unknownOutcome : (refusalOf(error) ?? common.notDone)) + wait, field: problem.field ?? null, code: problem.code ?? null })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, ...found, run, clear: () => setFound({ mistake: null, field: null, code: null }) }
}
