import { request, send } from './http'
import type { Role } from './types'

export type SignInMethod = 'totp' | 'recovery' | 'passkey'
export interface SignInStep { next: 'done' | 'secondFactor'; methods: SignInMethod[] }
export interface OpenSession { id: string; current: boolean; address: string; device: string; startedAt: string; lastSeenAt: string }
export interface Passkey { id: string; name: string; createdAt: string; lastUsedAt?: string | null }
export interface Invitation { kind: 'first' | 'invitation'; account?: string; name?: string }

export const signIn = (account: string, password: string) => send<SignInStep>('POST', '/api/session/sign-in', { account, password })
export const secondFactor = (answer: { code: string } | { recoveryCode: string }) => send<SignInStep>('POST', '/api/session/second-factor', answer)
export const signOut = () => send<unknown>('POST', '/api/session/sign-out')
export const changePassword = (current: string, next: string) => send<unknown>('POST', '/api/session/password', { current, next })

export const getSessions = (signal?: AbortSignal) => request<{ items: OpenSession[] }>('/api/session/sessions', { signal })
export const endSession = (id: string) => send<unknown>('DELETE', `/api/session/sessions/${encodeURIComponent(id)}`)
export const endOtherSessions = () => send<unknown>('DELETE', '/api/session/sessions')

export const beginTotp = () => send<{ secret: string; uri: string }>('POST', '/api/session/totp')
export const confirmTotp = (code: string) => send<{ recoveryCodes: string[] }>('POST', '/api/session/totp/confirm', { code })
export const removeTotp = (password: string) => send<unknown>('POST', '/api/session/totp/remove', { password })

export const getPasskeys = (signal?: AbortSignal) => request<{ items: Passkey[] }>('/api/session/passkeys', { signal })
export const passkeyCreation = () => send<unknown>('POST', '/api/session/passkeys/options')
export const addPasskey = (credential: unknown, name: string) => send<{ recoveryCodes: string[] | null }>('POST', '/api/session/passkeys', { credential, name })
export const removePasskey = (id: string) => send<unknown>('DELETE', `/api/session/passkeys/${encodeURIComponent(id)}`)
export const passkeyRequest = () => send<unknown>('POST', '/api/session/passkey-options')
export const passkeySignIn = (credential: unknown) => send<SignInStep>('POST', '/api/session/passkey', { credential })

export interface ExternalLink { scheme: string; name: string; linked: boolean }
export const getExternalLinks = (signal?: AbortSignal) => request<{ items: ExternalLink[] }>('/api/session/external', { signal })
export const removeExternalLink = (scheme: string) => send<unknown>('DELETE', externalPath(scheme))
/** Leads to the other server and back to a page of this one. */
export const externalPath = (scheme: string, back?: string): string =>
  `/api/session/external/${encodeURIComponent(scheme)}${back === undefined ? '' : `?return=${encodeURIComponent(back)}`}`

export const checkSetup = (token: string) => send<Invitation>('POST', '/api/setup/check', { token })
export const setUp = (setup: { token: string; account?: string; name?: string; password: string }) => send<unknown>('POST', '/api/setup', setup)

export type Clearance = 'internal' | 'confidential' | 'secret'
export interface Assignment { role: Role; offices: string[]; units: string[] | null; clearance: Clearance; ownStaff: boolean; from: string | null; until: string | null }
export interface Delegation { to: string; from: string; until: string; reason: string }
export interface Account {
  account: string
  name: string
  state: 'active' | 'invited' | 'disabled'
  assignments: Assignment[]
  selfCadre: string | null
  relatives: string[]
  delegations: Delegation[]
  deputy: string | null
  secondFactor: boolean
  lockedUntil: string | null
  lastSignInAt: string | null
  version: number
}
export interface Unit { id: string; name: string; parent: string | null; kind: 'office' | 'unit'; class: string | null }
export interface Key { id: string; name: string; scopes: ('signals' | 'cadres')[]; sources: string[] | null; createdAt: string; lastUsedAt: string | null; state: string }
export interface Colleague { account: string; name: string; roles: Role[] }

const one = (account: string) => `/api/accounts/${encodeURIComponent(account)}`

export function getAccounts(search: string, cursor: string | null, signal?: AbortSignal) {
  const query = new URLSearchParams({ limit: '100' })
  if (search !== '') query.set('search', search)
  if (cursor !== null) query.set('cursor', cursor)
  return request<{ items: Account[]; next: string | null }>(`/api/accounts?${query}`, { signal })
}
export const getAccount = (account: string, signal?: AbortSignal) => request<Account>(one(account), { signal })
export const openAccount = (account: string, name: string, assignments: Assignment[]) =>
  send<{ account: string; setupPath: string }>('POST', '/api/accounts', { account, name, assignments })
export const changeRights = (account: string, rights: { assignments: Assignment[]; selfCadre: string | null; relatives: string[]; reason: string; version: number }) =>
  send<unknown>('POST', `${one(account)}/rights`, rights)
export const disableAccount = (account: string, reason: string) => send<unknown>('POST', `${one(account)}/disable`, { reason })
export const enableAccount = (account: string, reason: string) => send<unknown>('POST', `${one(account)}/enable`, { reason })
export const resetAccount = (account: string, reason: string) => send<{ setupPath: string }>('POST', `${one(account)}/reset`, { reason })
export const delegate = (account: string, delegation: Delegation) => send<unknown>('POST', `${one(account)}/delegate`, delegation)
export const endDelegation = (account: string, to: string) => send<unknown>('POST', `${one(account)}/delegate/end`, { to })
export const setDeputy = (account: string, deputy: string | null) => send<unknown>('POST', `${one(account)}/deputy`, { deputy })

export const getUnits = (signal?: AbortSignal) => request<{ items: Unit[] }>('/api/units', { signal })
export const putUnit = (unit: Unit) => send<unknown>('POST', '/api/units', unit)
export const getColleagues = (signal?: AbortSignal) => request<{ items: Colleague[] }>('/api/people', { signal })

export const getKeys = (signal?: AbortSignal) => request<{ items: Key[] }>('/api/keys', { signal })
export const makeKey = (key: { name: string; scopes: string[]; sources: string[] | null }) => send<{ id: string; key: string }>('POST', '/api/keys', key)
export const rotateKey = (id: string) => send<{ key: string }>('POST', `/api/keys/${encodeURIComponent(id)}/rotate`)
export const endKey = (id: string) => send<unknown>('DELETE', `/api/keys/${encodeURIComponent(id)}`)
