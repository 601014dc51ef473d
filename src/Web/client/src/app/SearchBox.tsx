import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { shell } from '../texts'

/** Goes to the roster with what was typed. Ctrl K from anywhere. */
export function SearchBox() {
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const [text, setText] = useState(query.get('search') ?? '')
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => setText(query.get('search') ?? ''), [query])
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      box.current?.focus()
      box.current?.select()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const go = (event: React.FormEvent) => {
    event.preventDefault()
    void navigate(text.trim() === '' ? '/cadres' : `/cadres?search=${encodeURIComponent(text.trim())}`)
  }
  return (
    <form className="search" role="search" onSubmit={go}>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true"><circle cx="6" cy="6" r="4" /><path d="m9 9 3.5 3.5" /></svg>
      <input ref={box} value={text} maxLength={64} onChange={(event) => setText(event.target.value)} placeholder={shell.search} aria-label={shell.search} data-testid="search" />
      <kbd aria-hidden="true">Ctrl K</kbd>
    </form>
  )
}
