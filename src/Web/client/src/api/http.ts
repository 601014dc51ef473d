import type { Problem } from './types'

/** A refusal or a failure that the server named; `number` is what a user reads out to the help desk. */
export class ApiError extends Error {
  readonly number: string
  constructor(readonly status: number, readonly problem: Problem) {
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

export const errorNumber = (error: unknown): string =>
  error instanceof ApiError || error instanceof ConnectionError ? error.number : shortNumber(undefined)

function shortNumber(trace: string | undefined): string {
  const from = trace?.replace(/[^0-9a-zA-Z]/g, '') || Math.random().toString(36).slice(2)
  return from.slice(0, 32).slice(-4).toUpperCase().padStart(4, '0')
}

let antiforgery = ''

/** What the session's answer gave out; goes back with whatever changes something. */
export const setAntiforgery = (token: string): void => {
  antiforgery = token
}

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: { Accept: 'application/json', ...(init.method ? { 'X-Antiforgery': antiforgery } : {}), ...init.headers } })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ConnectionError('no answer', { cause })
  }
  if (!response.ok) throw new ApiError(response.status, await readProblem(response))
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ConnectionError('answer cut off', { cause })
  }
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return {}
  }
}
