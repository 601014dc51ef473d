/** The label and the line under a lane. */
export function LaneFrame({ label, y, height, strong, width }: { label: string; y: number; height: number; strong: boolean; width: number }) {
  return (
    <g>
      <line x1="0" x2={width} y1={y} y2={y} className={strong ? 'lane-strong' : 'lane-line'} />
      <text x="10" y={y + height / 2 + 4} className="lane-label">{label}</text>
    </g>
  )
}
