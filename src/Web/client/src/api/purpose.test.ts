import { afterEach, expect, it, vi } from 'vitest'
import { ApiError } from './http'
import { forgetPurposes, requestFor, requestOnce, whenPurposeAsked } from './purpose'

const sent: (string | null)[] = []

/** A server that wants a purpose. */
vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
  const purpose = new Headers(init.headers).get('X-Purpose')
  sent.push(purpose)
  return Promise.resolve(purpose === null ? Response.json({ code: 'purposeRequired' }, { status: 428 }) : Response.json({ shown: true }))
})

afterEach(() => {
  sent.length = 0
  forgetPurposes()
})

it('asks once for a case, and says it with every reading of that case', async () => {
  const ask = vi.fn(() => Promise.resolve('联席会议准备'))
  whenPurposeAsked(ask)
  await Promise.all([requestFor('C1', '/a'), requestFor('C1', '/b')])
  await requestFor('C1', '/c')
  expect(ask).toHaveBeenCalledTimes(1)
  expect(sent.slice(2)).toEqual(Array(3).fill(encodeURIComponent('联席会议准备')))
  await requestFor('C2', '/d')
  expect(ask).toHaveBeenCalledTimes(2)
})

it('shows the refusal to whoever does not say, and asks again the next time', async () => {
  const ask = vi.fn(() => Promise.resolve(null))
  whenPurposeAsked(ask)
  await expect(requestFor('C1', '/a')).rejects.toBeInstanceOf(ApiError)
  await expect(requestFor('C1', '/a')).rejects.toBeInstanceOf(ApiError)
  expect(ask).toHaveBeenCalledTimes(2)
})

it('asks anew for what concerns many cases', async () => {
  const ask = vi.fn(() => Promise.resolve('季度通报'))
  whenPurposeAsked(ask)
  await requestOnce('/print', { method: 'POST' })
  await requestOnce('/print', { method: 'POST' })
  expect(ask.mock.calls).toEqual([['file'], ['file']])
})
