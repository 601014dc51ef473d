import { useState } from 'react'
import type { Attachment, AttachmentBody } from '../api/reviews'
import { Field } from '../app/Field'
import { ownColumn as texts } from '../texts'
import { sizeOf } from './cells'

/** As the server has it: what one request carries is a third larger in base 64. */
const LARGEST = 20 << 20

interface Props { id: string; files: AttachmentBody[]; existing: Attachment[]; onChange: (files: AttachmentBody[]) => void }

/** Files beside one fact: new ones, and those of the revision before that are to stay. */
export function FactFiles({ id, files, existing, onChange }: Props) {
  const [mistake, setMistake] = useState<string | undefined>()
  const kept = existing.filter((one) => !files.some((file) => file.hash === one.hash))
  const add = async (chosen: File[]) => {
    setMistake(undefined)
    const brought = files.reduce((sum, one) => sum + (one.content?.length ?? 0) * 0.75, 0)
    if (chosen.reduce((sum, one) => sum + one.size, brought) > LARGEST) setMistake(texts.filesTooLarge)
    else onChange([...files, ...(await Promise.all(chosen.map(async (file) => ({ name: file.name, content: await base64(file) }))))])
  }
  return (
    <Field id={id} label={texts.files} hint={texts.filesHint} mistake={mistake} optional>
      <span className="file-pick">
        <input id={id} type="file" multiple accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff" onChange={(event) => { void add([...(event.target.files ?? [])]); event.target.value = '' }} />
        <label htmlFor={id} className="file-button">{texts.chooseFile}</label>
      </span>
      {files.map((one, index) => <span key={index} className="attached" data-testid="attached">{one.name}<button type="button" className="link" onClick={() => onChange(files.filter((_, at) => at !== index))}>{texts.dropFile}</button></span>)}
      {kept.map((one) => <span key={one.hash} className="attached quiet">{one.name ?? ''} {sizeOf(one.size)}<button type="button" className="link" onClick={() => onChange([...files, { name: one.name ?? texts.files, hash: one.hash }])}>{texts.keepFile}</button></span>)}
    </Field>
  )
}

const base64 = (file: File) => new Promise<string>((done, fail) => {
  const reader = new FileReader()
  reader.onload = () => done((reader.result as string).split(',')[1] ?? '')
  reader.onerror = () => fail(reader.error ?? new Error(file.name))
  reader.readAsDataURL(file)
})
