import { ApiError, request } from './http'

type Ask = () => Promise<string | null>

let ask: Ask = () => Promise.resolve(null)
const given = new Map<string, string>()
const asking = new Map<string, Promise<string | null>>()

/** Who asks the viewer; null is the answer of somebody who does not say. */
export const whenPurposeAsked = (call: Ask): void => {
  ask = call
}

/** Forgets what was said: another person sits there. */
export const forgetPurposes = (): void => given.clear()

/** Reads something of one case. Where the policy wants to know what for, the viewer is asked, once for a case as long as the pages stay open. */
export async function requestFor<T>(cadre: string, path: string, init: RequestInit = {}): Promise<T> {
  try {
    return await request<T>(path, withPurpose(init, given.get(cadre)))
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'purposeRequired') throw error
    const purpose = await askOnce(cadre)
    if (purpose === null) throw error
    return request<T>(path, withPurpose(init, purpose))
  }
}

function withPurpose(init: RequestInit, purpose: string | undefined): RequestInit {
  return purpose === undefined ? init : { ...init, headers: { ...init.headers, 'X-Purpose': encodeURIComponent(purpose) } }
}

/** Several readings of one case wait for one answer. */
function askOnce(cadre: string): Promise<string | null> {
  const known = asking.get(cadre)
  if (known !== undefined) return known
  const asked = ask().then((purpose) => {
    if (purpose !== null) given.set(cadre, purpose)
    return purpose
  }).finally(() => asking.delete(cadre))
  asking.set(cadre, asked)
  return asked
}
