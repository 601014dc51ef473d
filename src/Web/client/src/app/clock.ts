/** Times are Beijing time whatever the computer's zone: all deadlines of the field are. */
const zone = 'Asia/Shanghai'
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
})

let offset = 0

/** Follows the server's clock, so that 「今天」 is the server's day. */
export function followClock(serverNow: string): void {
  const at = Date.parse(serverNow)
  if (Number.isFinite(at)) offset = at - Date.now()
}

export const now = (): Date => new Date(Date.now() + offset)

function parts(instant: string | Date) {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  if (Number.isNaN(date.getTime())) return null
  const found = Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]))
  return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}:${found.second}` }
}

export const dayOf = (instant: string | Date): string => parts(instant)?.day ?? ''
export const today = (): string => dayOf(now())
export const seconds = (instant: string | Date | null): string => (instant === null ? '--:--:--' : (parts(instant)?.time ?? '--:--:--'))

/** `10:41` today, `10-09` this year, else the whole day. */
export function brief(instant: string): string {
  const found = parts(instant)
  if (found === null) return ''
  return found.day === today() ? found.time.slice(0, 5) : briefDay(found.day)
}

/** `10-12 10:41`, with the year when it is not this one. */
export function moment(instant: string): string {
  const found = parts(instant)
  return found === null ? '' : `${briefDay(found.day)} ${found.time.slice(0, 5)}`
}

export const briefDay = (day: string): string => (day.slice(0, 4) === today().slice(0, 4) ? day.slice(5) : day)

export const count = (value: number): string => value.toLocaleString('en-US')
