import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { delegate, endDelegation, getAccounts, setDeputy } from '../api/people'
import type { Account } from '../api/people'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { CalendarIcon, DownIcon } from '../marks/icons'
import { accounts as texts, common } from '../texts'

/** Who acts in the account's place: for a time by delegation, always by AB岗. */
export function Deputies({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const { data } = useQuery({ queryKey: ['accounts', 'all'], queryFn: ({ signal }) => getAccounts('', null, signal) })
  const act = useAct()
  const [to, setTo] = useState<string | null>(null)
  const [days, setDays] = useState<[Dayjs, Dayjs] | null>(null)
  const [reason, setReason] = useState('')
  const [deputy, choose] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const others = (data?.items ?? []).filter((one) => one.account !== account.account && one.state !== 'disabled').map((one) => ({ value: one.account, label: `${one.name} ${one.account}` }))
  const nameOf = (name: string) => data?.items.find((one) => one.account === name)?.name ?? name
  const run = (what: () => Promise<unknown>) => act.run(async () => {
    await what()
    await onChanged()
  })
  const add = async (event: React.FormEvent) => {
    event.preventDefault()
    const lacks = to === null ? texts.missing.to : days === null ? texts.missing.days : [...reason.trim()].length < 5 ? common.reasonShort : null
    setMissing(lacks)
    if (lacks !== null || to === null || days === null) return
    if (await run(() => delegate(account.account, { to, from: days[0].format('YYYY-MM-DD'), until: days[1].format('YYYY-MM-DD'), reason: reason.trim() }))) {
      setTo(null)
      setDays(null)
      setReason('')
    }
  }
  const picker = (id: string, value: string | null, onChange: (value: string | null) => void, hint: string) => (
    <Select id={id} aria-label={hint} className="grow" suffixIcon={DownIcon} value={value} placeholder={hint} options={others} onChange={onChange} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} />
  )
  return (
    <section className="part">
      <h3>{texts.delegation}</h3>
      {account.delegations.length === 0 && <p className="quiet part-text">{texts.noDelegation}</p>}
      <ul className="lines lines-flat">
        {account.delegations.map((one) => (
          <li key={`${one.to}${one.from}`} className="line">
            <span className="line-main"><b>{nameOf(one.to)}</b><small>{one.from} {texts.until} {one.until} {one.reason}</small></span>
            <Button size="small" className="line-act" onClick={() => void run(() => endDelegation(account.account, one.to))} disabled={act.busy}>{texts.endDelegation}</Button>
          </li>
        ))}
      </ul>
      <form className="rights-line rights-wrap" onSubmit={(event) => void add(event)}>
        {picker('delegate-to', to, setTo, texts.delegateTo)}
        <DatePicker.RangePicker suffixIcon={CalendarIcon} allowClear={false} value={days} placeholder={[texts.from, texts.until]} separator={common.none} onChange={(range) => setDays(range?.[0] && range[1] ? [range[0], range[1]] : null)} />
        <Input className="grow" value={reason} maxLength={200} placeholder={common.reason} aria-label={common.reason} onChange={(event) => setReason(event.target.value)} />
        <Button htmlType="submit" loading={act.busy}>{texts.addDelegation}</Button>
      </form>
      <h3>{texts.deputy}</h3>
      <div className="rights-line">
        {account.deputy !== null
          ? <><span className="grow">{nameOf(account.deputy)} <span className="quiet">{account.deputy}</span></span><Button onClick={() => void run(() => setDeputy(account.account, null))} disabled={act.busy}>{texts.clearDeputy}</Button></>
          : <>{picker('deputy', deputy, choose, texts.deputyHint)}<Button disabled={deputy === null || act.busy} onClick={() => void run(() => setDeputy(account.account, deputy))}>{texts.setDeputy}</Button></>}
      </div>
      <Refused text={missing ?? act.mistake} />
    </section>
  )
}
