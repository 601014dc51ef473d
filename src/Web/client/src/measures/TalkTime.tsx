import { DatePicker, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { today } from '../app/clock'
import { CalendarIcon } from '../marks/icons'

/** Day and time of a talk on a phone: two narrow choices, without its keyboard. Both are Beijing time. */
export function TalkTime({ id, onChange }: { id: string; onChange: (at: string | undefined) => void }) {
  const [day, setDay] = useState(today())
  const [time, setTime] = useState<string | null>(null)
  const tell = (nextDay: string, nextTime: string | null) => {
    setDay(nextDay)
    setTime(nextTime)
    onChange(nextTime === null ? undefined : `${nextDay}T${nextTime}:00+08:00`)
  }
  return (
    <span className="talk-time">
      <DatePicker inputReadOnly allowClear={false} suffixIcon={CalendarIcon} maxDate={dayjs(today())} value={dayjs(day)} onChange={(next) => tell(next?.format('YYYY-MM-DD') ?? day, time)} />
      <TimePicker id={id} inputReadOnly allowClear={false} needConfirm={false} suffixIcon={null} format="HH:mm" minuteStep={5} value={time === null ? null : dayjs(`${day}T${time}`)} onChange={(next) => tell(day, next?.format('HH:mm') ?? null)} />
    </span>
  )
}
