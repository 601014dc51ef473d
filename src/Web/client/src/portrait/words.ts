import type { PortraitSignal } from '../api/cadres'
import { panel, portrait } from '../texts'

const metric = (signal: PortraitSignal, name: string): number | null => signal.metrics.find((one) => one.name === name)?.value ?? null

/** The share of satisfied ballots, or null where the signal is no ballot. */
export function satisfied(signal: PortraitSignal): number | null {
  const valid = metric(signal, 'valid')
  const yes = metric(signal, 'satisfied')
  return valid === null || yes === null || valid === 0 ? null : (yes / valid) * 100
}

/** What a signal is about, in one line without its text: figures first, else the category. */
export function matterOf(signal: PortraitSignal): string {
  const rate = satisfied(signal)
  if (rate !== null) return portrait.ballots(rate.toFixed(1), metric(signal, 'satisfied') ?? 0, metric(signal, 'valid') ?? 0)
  const score = metric(signal, 'score')
  const category = signal.category === null ? '' : (panel.categories[signal.category] ?? signal.category)
  if (score !== null) return [category, portrait.score(score)].filter((one) => one !== '').join(' ')
  const [done, total] = [metric(signal, 'done'), metric(signal, 'total')]
  if (done !== null && total !== null) return [category, portrait.done(done, total)].filter((one) => one !== '').join(' ')
  const copies = signal.copies > 1 ? portrait.letters(signal.copies) : ''
  return `${category === '' ? signal.kindName : category}${copies}`
}

/** The same, short enough for the axis. */
export function labelOf(signal: PortraitSignal): string {
  const rate = satisfied(signal)
  if (rate !== null) return portrait.satisfied(rate.toFixed(1))
  const score = metric(signal, 'score')
  if (score !== null) return portrait.score(score)
  const [done, total] = [metric(signal, 'done'), metric(signal, 'total')]
  return done !== null && total !== null ? portrait.done(done, total) : matterOf(signal)
}
