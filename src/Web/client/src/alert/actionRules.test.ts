import { expect, it } from 'vitest'
import { commandOf, mistakesOf } from './actionRules'

const draft = { to: '', until: '2026-10-19', reason: '' }
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
