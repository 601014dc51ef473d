import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { chaseLetterOf, getReviewSetup, letterOf, replaceLiaison, tableOf } from '../api/reviews'
import type { Matrix, Member, Round } from '../api/reviews'
import { Field } from '../app/Field'
import { Refused } from '../app/Refused'
import { useAct } from '../app/useAct'
import { DownIcon } from '../marks/icons'
import { common, matrix as texts } from '../texts'
import { settledOf } from './cells'

interface Props { round: Round; member: Member; matrix: Matrix; onDone: () => void }

/** One unit: how far it is, its papers, and who answers for it. */
export function MemberLine({ round, member, matrix, onDone }: Props) {
  const [changing, setChanging] = useState(false)
  const column = matrix.columns.find((one) => one.unit === member.id)
  return (
    <div className="member-line" data-testid="member" data-unit={member.id}>
      <div>
        <span className="member-name" title={member.letter === null ? undefined : texts.sent(member.letter, member.dueOn ?? '')}>{member.name}</span>
        {member.letter === null ? <span className="quiet keep">{texts.notSent}</span> : (
          <>
            <span className="quiet keep">{column === undefined ? '' : `${settledOf(column)}/${column.cells.length}`}</span>
            <a className="link keep" href={letterOf(round.id, member.id)} download>{texts.letter}</a>
            <a className="link keep" href={tableOf(round.id, member.id)} download>{texts.table}</a>
          </>
        )}
      </div>
      <small className="quiet">{texts.liaisons(member.liaison.name, member.deputy.name)}
        {round.may.manage && round.state === 'open' && !changing && <button type="button" className="link" data-testid="replace-liaison" onClick={() => setChanging(true)}>{texts.replace}</button>}
      </small>
      {member.chases.map((one, index) => (
        <small key={one.letter} className="quiet attached"><a className="link" href={chaseLetterOf(round.id, member.id, index + 1)} download data-testid="chase-letter">{texts.chaseLetter(one.letter)}</a>{one.issuedOn} {one.by?.name}</small>
      ))}
      {changing && <LiaisonForm round={round} member={member} onDone={() => { setChanging(false); onDone() }} onCancel={() => setChanging(false)} />}
    </div>
  )
}

function LiaisonForm({ round, member, onDone, onCancel }: { round: Round; member: Member; onDone: () => void; onCancel: () => void }) {
  const [liaison, setLiaison] = useState(member.liaison.account)
  const [deputy, setDeputy] = useState(member.deputy.account)
  const { data } = useQuery({ queryKey: ['review-setup'], queryFn: ({ signal }) => getReviewSetup(signal) })
  const act = useAct()
  const elsewhere = new Set(round.members.filter((one) => one.id !== member.id).flatMap((one) => [one.liaison.account, one.deputy.account]))
  const known = [...new Map([member.liaison, member.deputy, ...(data?.liaisons ?? [])].map((one) => [one.account, one])).values()]
  const options = (other: string) => known.map((one) => ({ value: one.account, label: one.name, disabled: elsewhere.has(one.account) || one.account === other }))
  const mistake = (of: string) => (act.field === of ? (act.mistake ?? undefined) : undefined)
  const save = () => void act.run(async () => {
    await replaceLiaison(round.id, member.id, liaison, deputy)
    onDone()
  })
  return (
    <div className="member-form" data-testid="liaison-form">
      <Field id={`liaison-${member.id}`} label={texts.liaison} mistake={mistake('liaison')}><Select id={`liaison-${member.id}`} size="small" suffixIcon={DownIcon} showSearch={{ optionFilterProp: 'label' }} value={liaison} onChange={setLiaison} options={options(deputy)} popupMatchSelectWidth={false} /></Field>
      <Field id={`deputy-${member.id}`} label={texts.deputy} mistake={mistake('deputy')}><Select id={`deputy-${member.id}`} size="small" suffixIcon={DownIcon} showSearch={{ optionFilterProp: 'label' }} value={deputy} onChange={setDeputy} options={options(liaison)} popupMatchSelectWidth={false} /></Field>
      <p className="meta member-form-wide">{texts.replaceNote}</p>
      <div className="member-form-wide"><Refused text={act.field === 'liaison' || act.field === 'deputy' ? null : act.mistake} /></div>
      <div className="buttons member-form-wide"><Button size="small" type="primary" loading={act.busy} onClick={save} data-testid="submit-liaison">{texts.replaceDo}</Button><Button size="small" disabled={act.busy} onClick={onCancel}>{common.cancel}</Button></div>
    </div>
  )
}
