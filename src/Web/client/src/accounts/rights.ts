import type { Assignment, Unit } from '../api/people'
import type { Role } from '../api/types'

export const roleOrder: Role[] = [
  'supervisor', 'deputyHead', 'departmentHead', 'committeePrincipal', 'complaintOfficer', 'agencyLiaison', 'identityCustodian', 'auditor', 'administrator',
]

const casework: readonly Role[] = ['supervisor', 'deputyHead', 'departmentHead', 'committeePrincipal', 'complaintOfficer']

/** Roles whose scope says over whom they are; the others look at no case. */
export const seesCases = (role: Role): boolean => casework.includes(role)

/** Administrator and auditor never meet a role that sees cases. The server refuses it too. */
export const conflict = (roles: readonly Role[]): boolean => roles.some((role) => role === 'administrator' || role === 'auditor') && roles.some(seesCases)

export const freshAssignment = (role: Role, offices: string[]): Assignment => ({ role, offices: seesCases(role) ? offices : [], units: null, clearance: 'internal', ownStaff: false, from: null, until: null })

export interface Node { value: string; title: string; children: Node[] }

/** The tree of offices, or of offices and units; what names a parent that is not there stands at the top. */
export function treeOf(units: readonly Unit[], kinds: readonly Unit['kind'][]): Node[] {
  const shown = units.filter((one) => kinds.includes(one.kind))
  const known = new Set(shown.map((one) => one.id))
  const under = (parent: string | null): Node[] =>
    shown.filter((one) => (parent === null ? one.parent === null || !known.has(one.parent) || one.parent === one.id : one.parent === parent && one.id !== parent))
      .map((one) => ({ value: one.id, title: one.name, children: under(one.id) }))
  return under(null)
}
