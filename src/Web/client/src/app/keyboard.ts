import { useEffect, useRef } from 'react'

const storageKey = 'cadre-watch.keys'

/** Single-letter keys may be switched off by the viewer; Esc and Enter always work. */
export const keysEnabled = (): boolean => localStorage.getItem(storageKey) !== 'off'
export const enableKeys = (on: boolean): void => (on ? localStorage.removeItem(storageKey) : localStorage.setItem(storageKey, 'off'))

/** A checkbox takes the space bar alone; every other key is free. */
const isCheckbox = (target: HTMLElement): boolean => target instanceof HTMLInputElement && target.type === 'checkbox'

export const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && !isCheckbox(target) && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role=dialog][aria-modal=true]') !== null)

/** Calls the handler of a key pressed outside any field; a handler that returns false leaves the key to the browser. */
export function useKeys(handlers: Record<string, (() => boolean | void) | undefined>): void {
  const latest = useRef(handlers)
  latest.current = handlers
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (inField(event.target)) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const handler = latest.current[name]
      if (handler === undefined || (event.key.length === 1 && !keysEnabled())) return
      if (handler() !== false) event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
