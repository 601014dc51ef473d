/** The wire, by hand, until it is generated from the server's OpenAPI document. Instants are ISO strings, days `yyyy-MM-dd`. */

export type LevelKey = 'red' | 'orange' | 'yellow' | 'blue'
export interface LevelName { rank: number; word: string; name: string; key: LevelKey }
export interface PatternName { code: string; name: string }
export interface UnitName { id: string; name: string }

export type Capability =
  | 'seeCases' | 'actOnAlerts' | 'openSignals' | 'search' | 'export' | 'seeRisk' | 'approve' | 'measures' | 'policy' | 'matrix'
  | 'readTrail' | 'manageAccounts' | 'manageKeys' | 'seeIdentity' | 'wallBoard' | 'answerReviews' | 'compareRounds'
export type Role =
  | 'supervisor' | 'deputyHead' | 'departmentHead' | 'committeePrincipal' | 'agencyLiaison' | 'complaintOfficer' | 'identityCustodian' | 'auditor' | 'administrator'

/** What is said to anybody who opens the pages. */
export interface Door { setupNeeded: boolean; demo: boolean; district: string; antiforgery: string; external: { scheme: string; name: string }[]; secondStep: ('totp' | 'recovery' | 'passkey')[] | null }

export interface Session extends Door {
  actor: string
  actorName: string
  name: string
  roles: Role[]
  capabilities: Capability[]
  phone: boolean
  secondFactors: ('totp' | 'passkey')[]
  offices: { id: string; name: string }[]
  rightsVersion: number
  policyVersion: string
  modelEnabled: boolean
  unitCount: number
  cadreCount: number
  levels: LevelName[]
  patterns: PatternName[]
  units: UnitName[]
  /** There is a page of joint meetings for this viewer. */
  meetings: boolean
  /** What the policy in force lets be opened only with a purpose. */
  purposes: ('portrait' | 'alert' | 'signal' | 'print' | 'export')[]
  /** Models of this viewer that have drifted and await their owner. */
  modelConcerns: number | null
}
export type SessionAnswer = ({ signedIn: false } & Door) | ({ signedIn: true; now: string } & Session)

export type AlertState = 'open' | 'snoozed' | 'dismissed' | 'closed' | 'withdrawn' | 'merged'
export type SignalStatus = 'recorded' | 'reported' | 'verifying' | 'substantiated' | 'unsubstantiated' | 'cleared' | 'withdrawn'
export type ConditionResult = 'met' | 'notMet' | 'notApplicable'
export type Grade = 'V' | 'S' | 'M' | 'U'
export type HistoryAction =
  | 'raised' | 'levelRaised' | 'levelLowered' | 'updated' | 'acknowledged' | 'assigned'
  | 'snoozed' | 'woken' | 'dismissed' | 'closed' | 'withdrawn' | 'reopened' | 'escalated' | 'merged'

export interface Person { name: string; demo: boolean; unit: string; unitName: string; post: string; since: string | null }
export interface Condition {
  name: string
  actual: string
  threshold: string
  result: ConditionResult
  source: string
  article: string
  grade: Grade
}
export interface Cause {
  signal: string
  kind: string
  kindName: string
  occurredOn: string
  source: string
  agency: string | null
  category: string | null
  status: SignalStatus
  copies: number
}
export interface HistoryEntry {
  at: string
  by: string
  action: HistoryAction
  note: string | null
  levelRank: number | null
  version: number
}

export interface Alert {
  id: string
  version: number
  cadre: string
  person: Person
  pattern: PatternName
  level: { rank: number; key: LevelKey; word: string }
  short: string
  full: string
  state: AlertState
  acknowledged: boolean
  acknowledgedBy: string | null
  owner: string | null
  /** Whom it was last reported to. */
  escalatedTo: string | null
  /** The alert that it is handled with. */
  mergedInto: string | null
  snoozedUntil: string | null
  raisedAt: string
  changedAt: string
  window: { from: string; to: string } | null
  conditions: Condition[]
  causes: Cause[]
  versions: { policy: string; calendar: string | null; snapshot: string | null; model: string | null }
  history: HistoryEntry[]
  backfilled: boolean
  secrecy: string
}

export interface Accuracy { months: number; triggered: number; withOutcome: number; substantiated: number; false: number }
/** Another open alert of the same person that this one can be merged into. */
export type MergeTarget = Pick<Alert, 'id' | 'pattern' | 'level' | 'short'>
export type AlertDetail = Alert & { accuracy: Accuracy; mergeTargets: MergeTarget[] }

export interface Counts {
  total: number
  byLevel: { rank: number; total: number; unacknowledged: number }[]
  unacknowledged: number
  snoozed: number
  closedThisMonth: number
  dismissedThisMonth: number
}
export interface AlertPage { items: Alert[]; nextCursor: string | null; counts: Counts; streamCursor: string; asOf: string }

export interface Signal {
  id: string
  cadre: string
  source: string
  externalId: string
  kind: string
  kindName: string
  category: string | null
  severity: string | number | null
  status: SignalStatus
  occurredOn: string
  knownOn: string | null
  recordedAt: string
  agency: string | null
  secrecy: string
  title: string | null
  text: string | null
  revisions: number
  /** The last decision on whose fact it is. */
  attribution: { attributed: boolean; at: string; by: string; reason: string | null } | null
}

export interface Problem { code?: string; title?: string; detail?: string; field?: string; traceId?: string; alert?: Alert }

export interface HubFilter { level?: number; unit?: string; pattern?: string; owner?: string; unacknowledged?: boolean }
export type ResetReason = 'initial' | 'rights' | 'epoch' | 'tooOld' | 'invalid' | 'filter'
export interface Changed { cursor: string; alert: Alert }
export interface Removed { cursor: string; id: string }
export interface Reset { reason: ResetReason; cursor: string; page: AlertPage }
export interface Heartbeat { cursor: string; at: string }
