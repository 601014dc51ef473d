import { Button } from 'antd'
import { download } from '../api/purpose'
import { Refused } from './Refused'
import { useAct } from './useAct'

/** Files are made by the server under the same filter; the browser keeps them. */
export function ExportButtons({ path, query, csv, xlsx }: { path: string; query: URLSearchParams; csv: string; xlsx: string }) {
  const to = (format: string) => `${path}?${new URLSearchParams([...query, ['format', format]])}`
  return <FileButtons files={[{ path: to('csv'), name: csv, id: 'export-csv' }, { path: to('xlsx'), name: xlsx, id: 'export-xlsx' }]} />
}

/** A button for each file; where the policy asks what for, so does the page. */
export function FileButtons({ files }: { files: { path: string; name: string; id: string }[] }) {
  const act = useAct()
  return (
    <span className="buttons">
      {files.map(({ path, name, id }) => <Button key={id} size="small" disabled={act.busy} onClick={() => void act.run(() => download(path))} data-testid={id}>{name}</Button>)}
      <Refused text={act.mistake} />
    </span>
  )
}
