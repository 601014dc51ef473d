import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getTemplate, replaceTemplate, restoreTemplate, templateFile } from '../api/meetings'
import { moment } from '../app/clock'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { common, minutesTemplate as texts } from '../texts'

/** The office's own paper of minutes: what counts now, another one in its place, or the one that ships again. A file that would not do is refused by what it lacks. */
export function MinutesTemplate() {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: ['meetings', 'template'], queryFn: ({ signal }) => getTemplate(signal) })
  const act = useAct()
  const run = (change: () => Promise<unknown>) => void act.run(async () => {
    await change()
    await queries.invalidateQueries({ queryKey: ['meetings', 'template'] })
  })
  if (data === undefined) return null
  return (
    <section className="box" data-testid="minutes-template" data-own={data.own}>
      <h2 className="box-head">{texts.title}<small>{data.own ? texts.own : texts.shipped}{data.by !== null && data.at !== null && `${common.dot}${texts.changed(data.by, moment(data.at))}`}</small></h2>
      <div className="box-body stack">
        <p>{texts.note}</p>
        {data.lost && <p className="plum">⚠ {texts.lost}</p>}
        <div className="rights-line template-line">
          <span className="file-pick">
            <input id="template-file" type="file" accept=".docx" disabled={act.busy} onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file !== undefined) run(() => replaceTemplate(file))
            }} />
            <label htmlFor="template-file" className="file-button">{texts.choose}</label>
          </span>
          {data.own && <Button size="small" loading={act.busy} onClick={() => run(restoreTemplate)} data-testid="restore-template">{texts.restore}</Button>}
          <a className="link" href={templateFile(false)} download>{texts.download}</a>
          {data.own && <a className="link" href={templateFile(true)} download>{texts.downloadShipped}</a>}
        </div>
        <Refused text={act.mistake} />
      </div>
    </section>
  )
}
