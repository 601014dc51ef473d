import { memo } from 'react'
import { Link } from 'react-router'
import type { Alert } from '../api/types'
import { brief } from '../app/clock'
import { postOf } from '../app/people'
import { LevelMark } from '../marks/LevelMark'
import { Sentence } from '../marks/Sentence'
import { board, common } from '../texts'
import { isUnseen } from './seen'
import { stateWords } from './stateWords'

interface Props { alert: Alert; to: string; replace: boolean; selected: boolean; arrived: boolean; focusable: boolean }

/** One alert in 52 px: level, person, sentence with its numbers, state, time. */
export const AlertRow = memo(function AlertRow({ alert, to, replace, selected, arrived, focusable }: Props) {
  const state = stateWords(alert)
  return (
    <Link
      to={to} replace={replace} state={{ fromBoard: true }} tabIndex={focusable ? 0 : -1} draggable={false}
      className={`row${selected ? ' row-selected' : ''}${arrived ? ' row-arrived' : ''}`} aria-current={selected || undefined}
      data-testid="alert-row" data-alert-id={alert.id} data-version={alert.version} data-level={alert.level.rank}
    >
      <LevelMark rank={alert.level.rank} hue={alert.level.key} word={alert.level.word} />
      <span className="row-person">
        <PersonName alert={alert} />
        <span className="row-post">{postOf(alert.person)}</span>
      </span>
      <span className="row-sentence"><Sentence text={alert.short} /></span>
      <span className="row-state">
        <span className={state.strong ? 'strong' : undefined}>{state.word}</span>
        <span className="row-under">{state.under}</span>
      </span>
      <Time alert={alert} />
    </Link>
  )
})

export function PersonName({ alert }: { alert: Alert }) {
  return (
    <span className="person-name">
      <b>{alert.person.name}</b>
      {alert.person.demo && <span className="sample">{common.sample}</span>}
    </span>
  )
}

export function Time({ alert }: { alert: Alert }) {
  return (
    <span className="row-time">
      {isUnseen(alert) && <span className="unseen" role="img" aria-label={board.unseen} />}
      <time dateTime={alert.changedAt}>{brief(alert.changedAt)}</time>
    </span>
  )
}
