import type { Letter } from '../api/measures'

/** A letter as it reads on A4: the type is the office's, the size that of its place. */
export function LetterPaper({ letter }: { letter: Letter }) {
  return (
    <article className="paper" data-testid="paper">
      <header><span>{letter.secrecy}</span><span>{letter.copy}</span></header>
      <h3>{letter.title}</h3>
      {letter.number !== null && <p className="paper-number">{letter.number}</p>}
      <p>{letter.salutation}</p>
      {letter.body.map((line, index) => <p key={index} className="paper-line">{line}</p>)}
      <footer><p>{letter.issuer}</p><p>{letter.date}</p></footer>
      {letter.copyTo !== '' && <p className="paper-copies">{letter.copyTo}</p>}
    </article>
  )
}
