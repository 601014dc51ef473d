/** The rows to draw: those in sight and half a screen around them. */
export function sliceOf(length: number, row: number, from: number, height: number): { start: number; end: number } {
  const around = Math.ceil(height / 2 / row)
  return { start: Math.max(0, Math.floor(from / row) - around), end: Math.min(length, Math.ceil((from + height) / row) + around) }
}
