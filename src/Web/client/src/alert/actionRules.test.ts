import { expect, it } from 'vitest'
import { commandOf, mistakesOf } from './actionRules'

const draft = { to: '', until: '2026-10-19', into: '', reason: '' }
const today = '2026-10-12'

it('dismisses only with a written reason of five characters', () => {
  expect(mistakesOf('dismiss', draft, today)).toHaveProperty('reason')
  expect(mistakesOf('dismiss', { ...draft, reason: ' 已核实 ' }, today)).toHaveProperty('reason')
  expect(mistakesOf('dismiss', { ...draft, reason: '与事实不符' }, today)).toEqual({})
})

it('snoozes to a later day than today', () => {
  const reason = '等待审计报告'
  expect(mistakesOf('snooze', { ...draft, reason, until: today }, today)).toHaveProperty('until')
  expect(mistakesOf('snooze', { ...draft, reason, until: '' }, today)).toHaveProperty('until')
  expect(mistakesOf('snooze', { ...draft, reason }, today)).toEqual({})
})

it('assigns to somebody', () => {
  expect(mistakesOf('assign', draft, today)).toHaveProperty('to')
  expect(commandOf('assign', { ...draft, to: ' 郭某 ' })).toEqual({ action: 'assign', to: '郭某' })
})

it('escalates to somebody, and merges into something, with a reason', () => {
  const reason = '需要部务会研究'
  expect(Object.keys(mistakesOf('escalate', draft, today))).toEqual(['to', 'reason'])
  expect(Object.keys(mistakesOf('merge', draft, today))).toEqual(['into', 'reason'])
  expect(mistakesOf('escalate', { ...draft, reason, to: '郭某' }, today)).toEqual({})
  expect(commandOf('escalate', { ...draft, reason, to: ' 郭某 ' })).toEqual({ action: 'escalate', to: '郭某', reason })
  expect(commandOf('merge', { ...draft, reason, into: 'K7F3-92QD-0M5X' })).toEqual({ action: 'merge', into: 'K7F3-92QD-0M5X', reason })
})
