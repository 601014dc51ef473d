import type { Alert } from '../api/types'

/** An invented alert for tests; `rank` sets the whole level. */
export function sampleAlert({ rank = 2, ...change }: Partial<Alert> & { rank?: number } = {}): Alert {
  return {
    id: 'alert-1', version: 1, cadre: 'C1',
    person: { name: '周某', demo: true, unit: 'u1', unitName: '区住建局', post: '局长', since: null },
    pattern: { code: 'convergence', name: '多源集中' },
    level: { rank, key: 'orange', word: '橙' },
    short: '近6个月举报 4 件（未核实 3 件）', full: '近6个月举报 4 件（未核实 3 件）。',
    state: 'open', acknowledged: false, acknowledgedBy: null, owner: null, escalatedTo: null, mergedInto: null, snoozedUntil: null,
    raisedAt: '2026-10-12T02:41:00Z', changedAt: '2026-10-12T02:41:00Z', window: null, conditions: [], causes: [],
    versions: { policy: '2026-03', calendar: null, snapshot: null, model: null }, history: [], backfilled: false, secrecy: '内部',
    ...change,
  }
}
