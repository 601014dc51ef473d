import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { explanationOf, getExplanation, getPreview, letterOf } from '../api/measures'
import type { Actions, Measure } from '../api/measures'
import { Failure } from '../app/Failure'
import { common, measure as texts } from '../texts'
import { LetterPaper } from './LetterPaper'
import { Scans } from './Scans'

const withLetter = ['reminder', 'inquiry', 'admonition', 'assessmentNotice']

/** The letter as issued, or as it would be today; every paper, and the scans of signed originals. */
export function Papers({ measure, actions, onDone }: { measure: Measure; actions: Actions | undefined; onDone: () => void }) {
  const [large, setLarge] = useState(false)
  const { id } = measure.item
  const written = withLetter.includes(measure.item.kind) && measure.mode !== 'talk' && measure.item.stage !== 'cancelled'
  const { data: letter } = useQuery({ queryKey: ['measure-preview', id], queryFn: ({ signal }) => getPreview(id, signal), enabled: written })
  return (
    <section className="box" data-testid="papers">
      <h2 className="box-head">{texts.papers}{letter !== undefined && !letter.issued && <small>{texts.preview}</small>}</h2>
      {letter?.warnings.map((one) => <p key={one} className="plum box-text" role="alert">⚠ {one}</p>)}
      {letter !== undefined && (
        <div className="paper-small"><LetterPaper letter={letter} /><Button size="small" onClick={() => setLarge(true)} data-testid="enlarge">{texts.enlarge}</Button></div>
      )}
      {measure.papers.length === 0 && letter === undefined && <p className="box-text">{texts.noPapers}</p>}
      {measure.papers.map((one) => (
        <div key={one.document} className="lines"><div className="line">
          <span className="line-main">{one.title} {one.number}<small>{one.differs === true ? <span className="plum">⚠ {texts.differs}</span> : one.differs === false ? texts.same : ''} {texts.hash(one.fileHash)}</small></span>
          <a className="link keep" href={letterOf(id, one.document)} download>{texts.file}</a>
        </div></div>
      ))}
      <Scans measure={measure} actions={actions} onDone={onDone} />
      <Modal open={large && letter !== undefined} onCancel={() => setLarge(false)} footer={null} width={720} closable={{ 'aria-label': common.close, closeIcon: common.cross }}>
        {letter !== undefined && <div className="paper-large"><LetterPaper letter={letter} /></div>}
      </Modal>
    </section>
  )
}

/** The sheet for the person, once the measure was issued. */
export function Explanation({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({ queryKey: ['measure-explanation', id], queryFn: ({ signal }) => getExplanation(id, signal), enabled: open })
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="explain">{texts.explanation}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} width={720} title={<>{texts.explanation} <span className="meta">{texts.explanationNote}</span></>} closable={{ 'aria-label': common.close, closeIcon: common.cross }}>
        {data === undefined ? (error !== null ? <Failure error={error} onRetry={() => void refetch()} /> : <p className="message" role="status">{common.loading}</p>)
          : <div className="paper-large"><LetterPaper letter={data} /><a className="link" href={explanationOf(id)} download>{texts.file}</a></div>}
      </Modal>
    </>
  )
}
