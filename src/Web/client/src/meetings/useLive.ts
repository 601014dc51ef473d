import { useEffect, useState } from 'react'
import { MeetingHub } from '../live/meetingHub'
import type { MeetingLive } from '../live/meetingHub'
import { useValue, Value } from '../live/value'

const nothing = new Value<MeetingLive>({ screen: null, state: 'reconnecting', at: null })

/** One open screen; closed with the page. */
export function useLive(meeting: string, stage: boolean): MeetingLive {
  const [hub, setHub] = useState<MeetingHub | null>(null)
  useEffect(() => {
    const made = new MeetingHub(meeting, stage)
    setHub(made)
    return () => made.stop()
  }, [meeting, stage])
  return useValue(hub?.value ?? nothing)
}
