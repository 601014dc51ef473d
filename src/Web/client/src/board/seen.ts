import type { Alert } from '../api/types'

const key = 'cadre-watch.seen'
const kept = 2_000

function read(): Map<string, number> {
  try {
    return new Map(JSON.parse(localStorage.getItem(key) ?? '[]') as [string, number][])
  } catch {
    return new Map()
  }
}

let seen = read()

/** New to this viewer: waits for a signature and has not been opened in this version on this computer. */
export const isUnseen = (alert: Alert): boolean => alert.state === 'open' && !alert.acknowledged && (seen.get(alert.id) ?? 0) < alert.version

/** Remembers random ids and versions only, never a name. */
export function markSeen(alert: Alert): void {
  if ((seen.get(alert.id) ?? 0) >= alert.version) return
  seen.delete(alert.id)
  seen.set(alert.id, alert.version)
  seen = new Map([...seen].slice(-kept))
  localStorage.setItem(key, JSON.stringify([...seen]))
}
