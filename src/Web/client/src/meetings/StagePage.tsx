import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { common, screen as texts } from '../texts'
import { Item } from './Item'
import { useLive } from './useLive'
import './meetings.css'

/** The screen of the room: what everybody in it may see, and nothing to press but full screen. */
export function StagePage() {
  const { id = '' } = useParams()
  const { screen, state } = useLive(id, true)
  const [full, setFull] = useState(document.fullscreenElement !== null)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  const shown = state === 'live' || state === 'reconnecting' ? screen : null
  const line = shown?.agenda.find((one) => one.id === shown.item)
  return (
    <div className="room-stage" data-testid="stage" data-screen={shown?.screen ?? state} data-state={state} data-item={shown?.item ?? ''}>
      <header className="room-head">
        <span className="brand-mark" aria-hidden="true">{common.brandMark}</span>
        <h1>{screen?.title ?? ''}</h1>
        {shown !== null && shown.screen === 'item' && <span>{texts.place(shown.place, shown.agenda.length)}</span>}
        <span className="filters-gap" />
        {shown !== null && shown.phase === 'live' && <span>{texts.present} <b>{shown.present} / {shown.invited}</b></span>}
        <span className="quiet">{state === 'live' ? texts.stageNote : texts.reconnecting}</span>
        {!full && <button type="button" className="link" onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}>{texts.fullscreen}</button>}
      </header>
      {shown !== null && shown.screen === 'item' && line !== undefined
        ? <main className="room-body"><Item meeting={shown.meeting} pieces={shown.pieces} stage /></main>
        : <main className="room-blank"><p>{blank()}</p></main>}
    </div>
  )

  function blank(): string {
    if (state === 'gone') return texts.gone
    if (shown === null) return state === 'hidden' ? texts.hidden : texts.reconnecting
    if (shown.screen === 'masked') return texts.states.masked
    if (shown.phase === 'ended' || shown.phase === 'final') return texts.ended
    return shown.screen === 'nothing' ? texts.stageEmpty : texts.states.agenda
  }
}
