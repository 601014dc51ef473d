const storageKey = 'cadre-watch.notices'

export const noticesOffered = (): boolean => 'Notification' in window && window.isSecureContext
export const noticesOn = (): boolean => noticesOffered() && Notification.permission === 'granted' && localStorage.getItem(storageKey) === 'on'

/** Asks the browser where needed. False where it, or the viewer, says no. */
export async function switchNotices(on: boolean): Promise<boolean> {
  if (!on || !noticesOffered()) {
    localStorage.removeItem(storageKey)
    return false
  }
  const allowed = Notification.permission === 'granted' || (await Notification.requestPermission()) === 'granted'
  if (allowed) localStorage.setItem(storageKey, 'on')
  return allowed
}

/** Says that there is something, and nothing of what: no name, no level, no category. Only while nobody looks at the page. */
export function notice(title: string, body: string): void {
  if (!noticesOn() || document.visibilityState === 'visible') return
  const shown = new Notification(title, { body, tag: 'cadre-watch' })
  shown.onclick = () => {
    window.focus()
    shown.close()
  }
}
