import type { LevelKey } from '../api/types'

/** The rank fixes the shape, the key the hue; the word always stands beside both. */
export function LevelShape({ rank, hue, size = 12 }: { rank: number; hue: LevelKey; size?: number }) {
  return (
    <svg className={`level-shape hue-${hue}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {rank <= 1 ? <path d="M6 .4 11.6 6 6 11.6.4 6Z" />
        : rank === 2 ? <path d="M6 1 11.3 10.8H.7Z" strokeLinejoin="round" />
          : rank === 3 ? <circle cx="6" cy="6" r="5.2" />
            : <rect x="1" y="1" width="10" height="10" />}
    </svg>
  )
}

export function LevelMark({ rank, hue, word, size }: { rank: number; hue: LevelKey; word: string; size?: number }) {
  return (
    <span className={`level-mark text-${hue}`}>
      <LevelShape rank={rank} hue={hue} size={size} />
      <span>{word}</span>
    </span>
  )
}
