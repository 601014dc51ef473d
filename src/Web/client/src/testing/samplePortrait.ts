import type { Portrait, PortraitAlert, PortraitSignal } from '../api/cadres'

/** An invented signal for tests. */
export const sampleSignal = (change: Partial<PortraitSignal> = {}): PortraitSignal => ({
  id: 's1', kind: 'complaint', kindName: '举报', category: '工程建设', severity: 2, occurredFrom: '2025-05-04', occurredTo: '2025-05-04', knownOn: '2025-05-06',
  recordedAt: '2025-05-06T02:00:00Z', status: 'reported', outcome: 'reported', source: '12380', agency: null, secrecy: 'internal',
  revisions: [{ status: 'reported', knownOn: '2025-05-06', recordedAt: '2025-05-06T02:00:00Z', since: '2025-05-06' }], later: false, attribution: 'inPost', metrics: [], copies: 1, copy: false,
  ...change,
})

export const sampleAlertLine = (change: Partial<PortraitAlert> = {}): PortraitAlert => ({
  id: 'a1', pattern: 'complaints', patternName: '举报集中', levelRank: 3, levelKey: 'yellow', levelWord: '黄', raisedAt: '2026-08-01T00:00:00Z', endedAt: null, state: 'open',
  short: '近12个月 3 件（未核实 3 件）', full: '近12个月 3 件（未核实 3 件）。', later: false, levels: [], ...change,
})

export const samplePortrait = (change: Partial<Portrait> = {}): Portrait => ({
  number: 'YJ-00001', person: { name: '周某', demo: true, unit: 'U1', unitName: '区住建局', post: '局长', since: null }, sex: 'male', bornOn: '1979-04-01', rank: '正科级', authority: '区管',
  tags: [], asOf: '2026-10-12', today: '2026-10-12', posts: [], signals: [], alerts: [], periods: [], changes: [], ...change,
})
