import { expect, it } from 'vitest'
import type { Unit } from '../api/people'
import { conflict, freshAssignment, treeOf } from './rights'

const unit = (id: string, parent: string | null, kind: Unit['kind'] = 'office'): Unit => ({ id, name: id, parent, kind, class: null })

it.each([[['administrator', 'supervisor'], true], [['auditor', 'complaintOfficer'], true], [['administrator', 'auditor'], false], [['supervisor', 'departmentHead'], false], [['agencyLiaison', 'auditor'], false]] as const)(
  'takes %j for conflicting: %s', (roles, expected) => expect(conflict(roles)).toBe(expected))

it('gives a role that sees no case no office', () => expect(freshAssignment('auditor', ['district']).offices).toEqual([]))

it('draws a tree in which nothing is lost and nothing stands twice', () => {
  const units = [unit('district', null), unit('a', 'district'), unit('u', 'a', 'unit'), unit('lost', 'nowhere', 'unit')]
  const ids = (nodes: ReturnType<typeof treeOf>): string[] => nodes.flatMap((node) => [node.value, ...ids(node.children)])
  expect(ids(treeOf(units, ['office', 'unit'])).sort()).toEqual(['a', 'district', 'lost', 'u'])
  expect(ids(treeOf(units, ['unit']))).toEqual(['u', 'lost'])
})
