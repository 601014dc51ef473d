import { useCallback, useEffect, useRef, useState } from 'react'
import type { Command } from '../api/alerts'
import { execute, getAlert } from '../api/alerts'
import { ApiError, isUnknownOutcome } from '../api/http'
import type { Alert } from '../api/types'
import { actions } from '../texts'
import { changedNotice } from './historyWords'

export interface Notice { kind: 'info' | 'error'; text: string }
export type Outcome = { done: true } | { done: false; field?: string; detail?: string }

/** Carries out one command at a time. When the outcome is unknown it reads the alert until the server tells. */
export function useCommand(onChanged: (alert: Alert) => void) {
  const [running, setRunning] = useState<string | null>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const settle = useCallback(async (alert: Alert): Promise<boolean> => {
    for (let attempt = 0; !gone.current; attempt++) {
      try {
        const found = await getAlert(alert.id, alert.cadre)
        onChanged(found)
        return found.version > alert.version
      } catch (error) {
        if (error instanceof ApiError && error.status < 500) return false
        await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 500 * 2 ** attempt)))
      }
    }
    return false
  }, [onChanged])

  const run = useCallback(async (alert: Alert, command: Command): Promise<Outcome> => {
    setRunning(alert.id)
    setNotice(null)
    try {
      onChanged(await execute(alert.id, alert.version, command))
      return { done: true }
    } catch (error) {
      if (isUnknownOutcome(error)) {
        setNotice({ kind: 'info', text: actions.unknown })
        const done = await settle(alert)
        setNotice({ kind: 'info', text: done ? actions.settledDone : actions.settledNot })
        return done ? { done: true } : { done: false }
      }
      if (error instanceof ApiError && error.problem.alert !== undefined) {
        onChanged(error.problem.alert)
        setNotice({ kind: 'info', text: changedNotice(error.problem.alert, alert.version) })
        return { done: false }
      }
      const { detail, field } = error instanceof ApiError ? error.problem : {}
      if (field !== undefined && detail !== undefined) return { done: false, field, detail }
      setNotice({ kind: 'error', text: detail === undefined ? actions.refusedUnknown : actions.refused(detail) })
      return { done: false }
    } finally {
      setRunning(null)
    }
  }, [onChanged, settle])

  return { running, notice, run, clear: useCallback(() => setNotice(null), []) }
}
