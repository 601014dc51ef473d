import type { Portrait } from '../api/cadres'
import { moment, now } from '../app/clock'
import { useSession } from '../app/session'
import { common, portrait as texts } from '../texts'

const order = ['internal', 'confidential', 'secret']

/** The head of the printed page: the highest secrecy of what it shows, who printed it and when. */
export function PrintHead({ portrait }: { portrait: Portrait }) {
  const { actorName } = useSession()
  const highest = portrait.signals.reduce((rank, one) => Math.max(rank, order.indexOf(one.secrecy)), 0)
  return <p className="print-head">{texts.printHead(common.secrecy[order[highest]!] ?? '', actorName, `${portrait.today.slice(0, 4)}-${moment(now().toISOString())}`)}</p>
}
