import { encode } from 'uqr'
import { me } from '../texts'

/** Drawn here: the secret goes to no other machine. */
export function Qr({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={me.qr} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" /><path d={path} fill="#1B2430" />
    </svg>
  )
}
