import { Button } from 'antd'

/** Files are made by the server under the same filter; the browser keeps them. */
export function ExportButtons({ path, query, csv, xlsx }: { path: string; query: URLSearchParams; csv: string; xlsx: string }) {
  const to = (format: string) => `${path}?${new URLSearchParams([...query, ['format', format]])}`
  return (
    <span className="buttons">
      <Button size="small" href={to('csv')} download data-testid="export-csv">{csv}</Button>
      <Button size="small" href={to('xlsx')} download data-testid="export-xlsx">{xlsx}</Button>
    </span>
  )
}
