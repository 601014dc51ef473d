/** How long to wait before the next attempt: growing, at most 2 s in the first minute and 5 s after it, with some spread so that a whole district does not knock at once. */
export function retryDelay(attempt: number, downForMs: number, random: () => number = Math.random): number {
  const cap = downForMs < 60_000 ? 2_000 : 5_000
  const grown = Math.min(cap, 250 * 2 ** Math.min(attempt, 10))
  return Math.round(grown * (0.75 + 0.25 * random()))
}
