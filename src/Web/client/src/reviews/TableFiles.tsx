import { Button } from 'antd'
import { useRef, useState } from 'react'
import { ApiError, refusalOf } from '../api/http'
import { chaseLetterOf, importTable, letterOf, tableOf } from '../api/reviews'
import type { CellError, Chase } from '../api/reviews'
import { common, matrix, ownColumn as texts } from '../texts'

interface Outcome { done: string | null; refused: string | null; errors: CellError[] }

/** The letters, and the table that leaves and comes back, with its faults by cell. */
export function TableFiles({ round, unit, chases, open, onDone }: { round: string; unit: string; chases: Chase[]; open: boolean; onDone: () => void }) {
  const file = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    setBusy(true)
    try {
      const { changed } = await importTable(round, unit, chosen)
      setOutcome({ done: texts.imported(changed), refused: null, errors: [] })
      onDone()
    } catch (error) {
      const errors = error instanceof ApiError ? ((error.problem as { errors?: CellError[] }).errors ?? []) : []
      setOutcome({ done: null, refused: errors.length > 0 ? texts.faults(errors.length) : (refusalOf(error) ?? common.notDone), errors })
    } finally {
      setBusy(false)
      if (file.current !== null) file.current.value = ''
    }
  }
  return (
    <div className="review-files">
      <span className="buttons">
        {chases.length > 0 && <a className="button-link" href={chaseLetterOf(round, unit, chases.length)} download title={matrix.chaseLetter(chases.at(-1)!.letter)}>{texts.chaseLetter}</a>}
        <a className="button-link" href={letterOf(round, unit)} download>{texts.letter}</a>
        <a className="button-link" href={tableOf(round, unit)} download data-testid="table-out">{texts.tableOut}</a>
        {open && <Button loading={busy} onClick={() => file.current?.click()}>{texts.tableIn}</Button>}
        <input ref={file} type="file" accept=".xlsx" hidden data-testid="table-in" onChange={(event) => void take(event.target.files?.[0])} />
      </span>
      {outcome !== null && (
        <div className="import-outcome" role="status" data-testid="import-outcome">
          {outcome.done !== null && <p>{outcome.done}</p>}
          {outcome.refused !== null && <p className="plum">⚠ {outcome.refused}</p>}
          <ol>{outcome.errors.map((one) => <li key={one.cell + one.message}>{texts.at(one.cell, one.message)}</li>)}</ol>
          <button type="button" className="link" onClick={() => setOutcome(null)}>{common.close}</button>
        </div>
      )}
    </div>
  )
}
