import { memo } from 'react'
import { splitSentence } from './sentence'

/** An alert's sentence: figures bold, numbers kept with their units, 「未核实」 in a dashed frame (copied as plain text). */
export const Sentence = memo(function Sentence({ text }: { text: string }) {
  return splitSentence(text).map((piece, index) => {
    if (piece.kind === 'plain') return piece.text
    if (piece.kind === 'unverified') return <span key={index} className="unverified">{piece.text}</span>
    return (
      <span key={index} className="keep">
        {piece.figure !== undefined && <b>{piece.figure}</b>}
        {piece.text.slice(piece.figure?.length ?? 0)}
      </span>
    )
  })
})
