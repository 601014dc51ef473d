import type { Measure } from '../api/measures'
import { actForm as texts } from '../texts'

export type Asked =
  | 'on' | 'text' | 'agreed' | 'body' | 'number' | 'agency' | 'mode' | 'copies' | 'talker' | 'talkerRank' | 'recorder' | 'startedAt' | 'location' | 'firstWitness' | 'secondWitness'
  | 'counterSigner' | 'outcome' | 'choice' | 'deadline' | 'count' | 'distinctions' | 'matter' | 'statement'

/** What each act asks for; the server says what is missing. */
const fields: Readonly<Record<string, readonly Asked[]>> = {
  revise: ['matter'], submit: [], study: ['body', 'number', 'on'], consult: ['agency', 'on', 'text'], opine: ['agreed', 'text'], issue: ['mode', 'copies'],
  recordTalk: ['startedAt', 'location', 'talker', 'talkerRank', 'recorder', 'text'], receive: ['on'], refuseReceipt: ['on', 'firstWitness', 'secondWitness'],
  reply: ['on', 'counterSigner', 'text'], selfExamination: ['on', 'text'], conclude: ['outcome', 'text'], visit: ['on', 'outcome', 'choice', 'text'], archive: [], cancel: ['text'],
  requestExtension: ['deadline', 'count', 'text'], decideExtension: ['deadline', 'agreed', 'text'], statement: ['on', 'text'], considerStatement: ['statement', 'outcome', 'text'],
  clarify: ['text'], tolerate: ['distinctions', 'text'],
}

const optional: Readonly<Record<string, readonly Asked[]>> = { opine: ['text'], consult: ['text'], selfExamination: ['text'], visit: ['choice'], decideExtension: ['text'] }

export const fieldsOf = (action: string, kind: string): readonly Asked[] =>
  (fields[action] ?? []).filter((one) => (one !== 'choice' || kind === 'postVisit') && (one !== 'mode' || kind === 'reminder' || kind === 'admonition'))

export const isOptional = (action: string, field: Asked): boolean => optional[action]?.includes(field) ?? false

/** What an act's outcome can be, by the kind of measure. */
export function outcomesOf(action: string, measure: Measure): Readonly<Record<string, string>> {
  if (action === 'visit') return texts.visits
  if (action === 'considerStatement') return texts.statements
  return measure.item.kind === 'verification' ? texts.verified : measure.item.kind === 'probationEnd' ? texts.probation : texts.conclusions
}
