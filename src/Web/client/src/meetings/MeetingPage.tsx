import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { isNotFound } from '../api/http'
import { actOnMeeting, getMeeting } from '../api/meetings'
import type { Meeting } from '../api/meetings'
import { moment } from '../app/clock'
import { Failure } from '../app/Failure'
import { PageHeader } from '../app/PageHeader'
import { Refused } from '../app/Refused'
import { Shell } from '../app/Shell'
import { useAct } from '../app/useAct'
import { useDelayed } from '../app/useDelayed'
import { useWidth } from '../app/useWide'
import { common, meetingPage as texts, meetings as words } from '../texts'
import { After } from './After'
import { LivePage } from './LivePage'
import { Prepare } from './Prepare'
import { useLive } from './useLive'
import './meetings.css'

/** One meeting as it stands: being prepared, on, or over. While it is on, its live screen takes the page. */
export function MeetingPage() {
  const width = useWidth()
  const { id = '' } = useParams()
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['meeting', id], queryFn: ({ signal }) => getMeeting(id, signal) })
  const live = useLive(id, false)
  const slow = useDelayed(isPending)
  const again = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'meetings' || queryKey[1] === id })
  // The open screen tells when there is something to read again; asking by the clock would fill the trail. Who signed in is shown to those who lead.
  const { phase, present, invited } = live.screen ?? { phase: undefined, present: 0, invited: 0 }
  const told = phase === undefined ? '' : phase !== 'live' && data?.lead != null ? `${phase} ${present} ${invited}` : phase
  useEffect(() => {
    if (told !== '') void queries.invalidateQueries({ queryKey: ['meeting', id], exact: true })
  }, [told, id, queries])
  if (data?.meeting.phase === 'live' && !isNotFound(error)) return <LivePage id={id} meeting={data} live={live} onChanged={again} />
  return (
    <Shell width={width} rail>
      <PageHeader title={data?.meeting.title ?? words.title} scope={data !== undefined && `${words.phases[data.meeting.phase]}${common.dot}${words.parts[data.meeting.part]}`} phone={width === 'phone'} />
      {isNotFound(error) || (live.state === 'gone' && data === undefined) ? <div className="message" role="status">{common.notFound}</div>
        : data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : slow && <div className="message" role="status">{common.loading}</div>)
          : (
            <main className="body meetings" data-testid="meeting" data-phase={data.meeting.phase}>
              <Steps meeting={data} onDone={again} />
              {data.lead !== null && (data.meeting.phase === 'ended' || data.meeting.phase === 'final' ? <After meeting={data} lead={data.lead} onDone={again} /> : <Prepare meeting={data} lead={data.lead} onDone={again} />)}
            </main>
          )}
    </Shell>
  )
}

/** What the viewer can do next, above everything else. */
function Steps({ meeting, onDone }: { meeting: Meeting; onDone: () => void }) {
  const { phase, part, id, frozenAt } = meeting.meeting
  const act = useAct()
  const run = (action: string) => void act.run(async () => {
    await actOnMeeting(id, action)
    onDone()
  })
  const before = phase === 'called' || phase === 'frozen'
  const leads = meeting.lead !== null
  return (
    <section className="box steps-box">
      <div className="steps">
        {before && (meeting.presence === 'inRoom' ? <span className="signed">{texts.signedIn}</span> : <Button type="primary" loading={act.busy} onClick={() => run('signIn')} data-testid="sign-in">{texts.signIn}</Button>)}
        {phase === 'frozen' && (part === 'convener' || part === 'presenter') && <Button type="primary" loading={act.busy} disabled={meeting.presence !== 'inRoom'} onClick={() => run('start')} data-testid="start">{texts.start}</Button>}
        {leads && phase === 'called' && <Button loading={act.busy} disabled={meeting.lead!.agenda.length === 0} onClick={() => run('freeze')} data-testid="freeze">{texts.freeze}</Button>}
        {phase === 'frozen' && (leads || part === 'presenter') && <Link className="link" to={`/meetings/${id}/stage`} target="_blank">{texts.openStage}</Link>}
        <span className="quiet">{before ? (leads ? (phase === 'called' ? texts.freezeNote : texts.startNote) : texts.waitStart) : leads ? (phase === 'final' ? texts.finalNote : texts.endedNote) : texts.over}</span>
        <span className="filters-gap" />
        {frozenAt !== null && leads && <span className="quiet keep">{texts.frozen(moment(frozenAt), meeting.materialSha256?.slice(0, 8) ?? '')}</span>}
      </div>
      <Refused text={act.mistake} />
    </section>
  )
}
