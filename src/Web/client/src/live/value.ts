import { useSyncExternalStore } from 'react'

/** One observable value outside React, for what changes more often than the page should be drawn. */
export class Value<T> {
  #listeners = new Set<() => void>()
  constructor(private current: T) {}

  get = (): T => this.current

  set(next: T): void {
    this.current = next
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export const useValue = <T>(value: Value<T>): T => useSyncExternalStore(value.subscribe, value.get)
