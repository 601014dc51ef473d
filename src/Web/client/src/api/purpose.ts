import { ApiError, request, respond } from './http'

/** What is opened: what belongs to one case, or a file or print of many. */
export type About = 'case' | 'file'
type Ask = (about: About) => Promise<string | null>

let ask: Ask = () => Promise.resolve(null)
const given = new Map<string, string>()
const asking = new Map<string, Promise<string | null>>()

/** Who asks the viewer; null is the answer of somebody who does not say. */
export const whenPurposeAsked = (call: Ask): void => {
  ask = call
}

/** Forgets what was said: another person sits there. */
export const forgetPurposes = (): void => given.clear()

/** Reads or prints something of one case. Where the policy wants to know what for, the viewer is asked, once for a case as long as the pages stay open. */
export const requestFor = <T>(cadre: string, path: string, init: RequestInit = {}): Promise<T> =>
  asked((purpose) => request<T>(path, withPurpose(init, purpose)), given.get(cadre), () => askOnce(cadre))

/** Does what concerns many cases; each time is a purpose of its own. */
export const requestOnce = <T>(path: string, init: RequestInit = {}): Promise<T> => asked((purpose) => request<T>(path, withPurpose(init, purpose)), undefined, () => ask('file'))

/** Saves a file that the server makes. */
export async function download(path: string): Promise<void> {
  const answer = await asked((purpose) => respond(path, withPurpose({}, purpose)), undefined, () => ask('file'))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = /filename="?([\w.-]+)/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1] ?? ''
  link.click()
  URL.revokeObjectURL(link.href)
}

async function asked<T>(read: (purpose: string | undefined) => Promise<T>, known: string | undefined, askFor: () => Promise<string | null>): Promise<T> {
  try {
    return await read(known)
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'purposeRequired') throw error
    const purpose = await askFor()
    if (purpose === null) throw error
    return read(purpose)
  }
}

function withPurpose(init: RequestInit, purpose: string | undefined): RequestInit {
  return purpose === undefined ? init : { ...init, headers: { ...init.headers, 'X-Purpose': encodeURIComponent(purpose) } }
}

/** Several readings of one case wait for one answer. */
function askOnce(cadre: string): Promise<string | null> {
  const known = asking.get(cadre)
  if (known !== undefined) return known
  const answer = ask('case').then((purpose) => {
    if (purpose !== null) given.set(cadre, purpose)
    return purpose
  }).finally(() => asking.delete(cadre))
  asking.set(cadre, answer)
  return answer
}
