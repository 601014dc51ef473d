import type { Problem } from './types'

/** A refusal or a failure that the server named; `number` is what a user reads out to the help desk. */
export class ApiError extends Error {
  readonly number: string
  /** @param retryAfter Seconds after which the server asks to be tried again. */
  constructor(readonly status: number, readonly problem: Problem, readonly retryAfter: number | null = null) {
    super(problem.detail ?? problem.title ?? String(status))
    this.number = shortNumber(problem.traceId)
  }
}

/** The request may or may not have reached the server. */
export class ConnectionError extends Error {
  readonly number = shortNumber(undefined)
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404

/** True when a command may have been carried out although no answer says so. */
export const isUnknownOutcome = (error: unknown): boolean =>
  error instanceof ConnectionError || (error instanceof ApiError && (error.problem.code === 'unknownOutcome' || error.status >= 502))

/** What the server said, or null where it said nothing that helps. */
export const refusalOf = (error: unknown): string | null => (error instanceof ApiError ? (error.problem.detail ?? null) : null)

export const errorNumber = (error: unknown): string =>
  error instanceof ApiError || error instanceof ConnectionError ? error.number : shortNumber(undefined)

function shortNumber(trace: string | undefined): string {
  const from = trace?.replace(/[^0-9a-zA-Z]/g, '') || Math.random().toString(36).slice(2)
  return from.slice(0, 32).slice(-4).toUpperCase().padStart(4, '0')
}

let antiforgery = ''
let onSignedOut: () => void = () => undefined

/** The token that proves a change to come from these pages; it belongs to the session and comes with it. */
export const setAntiforgery = (token: string): void => {
  antiforgery = token
}

/** Called when the server no longer knows who asks; the pages then ask for sign-in where they stand. */
export const whenSignedOut = (call: () => void): void => {
  onSignedOut = call
}

/** Sends JSON; without a body an empty request. */
export const send = <T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  request<T>(path, { method, ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) })

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await respond(path, init)
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ConnectionError('answer cut off', { cause })
  }
}

/** An answer that is no refusal, whatever is in it. */
export async function respond(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  const change = init.method !== undefined && init.method !== 'GET'
  try {
    response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...(change ? { 'X-Antiforgery': antiforgery } : {}), ...init.headers } })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ConnectionError('no answer', { cause })
  }
  if (!response.ok) {
    const problem = await readProblem(response)
    if (response.status === 401 && problem.code === 'signInRequired') onSignedOut()
    const wait = Number(response.headers.get('Retry-After'))
    throw new ApiError(response.status, problem, Number.isFinite(wait) && wait > 0 ? wait : null)
  }
  return response
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
