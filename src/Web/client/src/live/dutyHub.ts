import type { HubConnection } from '@microsoft/signalr'
import { HubLine, SILENCE_MS } from './line'
import { Value } from './value'

/** How many 会后新情况 wait for the viewer, as the server last said. */
export const urgent = new Value(0)

/** Follows them for as long as the pages are the same person's; answers how to stop. */
export function followUrgent(): () => void {
  const line = new HubLine({
    path: '/hubs/duties',
    silence: SILENCE_MS,
    bind: (connection: HubConnection) => {
      connection.on('Urgent', (open: number) => {
        urgent.set(open)
        line.heard(null)
      })
      connection.on('Heartbeat', (at: string) => line.heard(at))
    },
    open: () => Promise.resolve(),
    changed: () => undefined,
    failed: (error) => /Unauthorized|401|404/.test(String(error)),
  })
  return () => {
    line.stop()
    urgent.set(0)
  }
}
