import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { attachScan, scanOf } from '../api/measures'
import type { Actions, Measure } from '../api/measures'
import { moment } from '../app/clock'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, measure as texts } from '../texts'

interface Props { measure: Measure; actions: Actions | undefined; onDone: () => void }

/** Scans of signed originals, each with its hash; who may attach one does it here. */
export function Scans({ measure, actions, onDone }: Props) {
  const [adding, setAdding] = useState(false)
  const may = actions?.actions.some((one) => one.action.code === 'attach' && one.action.possible) === true
  return (
    <>
      <h2 className="box-head measure-chain">{texts.scans}{may && !adding && <Button size="small" onClick={() => setAdding(true)} data-testid="do-attach">{texts.attach}</Button>}</h2>
      {measure.scans.length === 0 && !adding && <p className="box-text">{texts.noScans}</p>}
      {measure.scans.map((one) => (
        <div key={one.hash} className="lines"><div className="line" data-testid="scan">
          <span className="line-main">{texts.paperKinds[one.kind]} {texts.pages(one.pages)}<small>{moment(one.at)} {texts.hash(one.hash)}</small></span>
          <a className="link keep" href={scanOf(measure.item.id, one.hash)} download>{texts.download}</a>
        </div></div>
      ))}
      {adding && actions !== undefined && <ScanForm measure={measure} version={actions.version} onDone={() => { setAdding(false); onDone() }} onCancel={() => setAdding(false)} />}
    </>
  )
}

/** As the server has it. */
const LARGEST = 20 << 20

function ScanForm({ measure, version, onDone, onCancel }: { measure: Measure; version: number; onDone: () => void; onCancel: () => void }) {
  const [paper, setPaper] = useState('receipt')
  const [pages, setPages] = useState(1)
  const [file, setFile] = useState<File | null>(null)
  const [missing, setMissing] = useState(false)
  const [tooLarge, setTooLarge] = useState(false)
  const act = useAct()
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setMissing(file === null)
    setTooLarge(file !== null && file.size > LARGEST)
    if (file !== null && file.size <= LARGEST)
      void act.run(async () => {
        await attachScan(measure.item.id, paper, pages, version, file)
        onDone()
      })
  }
  return (
    <form className="stack scan-form" onSubmit={submit} data-testid="scan-form">
      <div className="act-fields">
        <Field id="scan-paper" label={texts.scanForm.paper}><Select id="scan-paper" suffixIcon={DownIcon} value={paper} onChange={setPaper} options={Object.entries(texts.paperKinds).map(([value, label]) => ({ value, label }))} /></Field>
        <Field id="scan-pages" label={texts.scanForm.pages}><InputNumber id="scan-pages" min={1} max={999} precision={0} value={pages} onChange={(value) => setPages(value ?? 1)} /></Field>
        <div className="act-wide"><Field id="scan-file" label={texts.scanForm.file} hint={texts.scanForm.hint} mistake={missing && file === null ? texts.scanForm.missing : tooLarge ? texts.scanForm.tooLarge : undefined}>
          <span className="file-pick">
            <input id="scan-file" type="file" accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
            <label htmlFor="scan-file" className="file-button">{texts.scanForm.choose}</label><span className="quiet">{file?.name ?? texts.scanForm.none}</span>
          </span>
        </Field></div>
      </div>
      <Refused text={act.mistake} />
      <div className="rights-line"><Button type="primary" size="small" htmlType="submit" loading={act.busy} data-testid="submit-scan">{texts.scanForm.submit}</Button><Button size="small" onClick={onCancel} disabled={act.busy}>{common.cancel}</Button></div>
    </form>
  )
}
