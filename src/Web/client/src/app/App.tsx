import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { BrowserRouter, Link, Route, Routes } from 'react-router'
import { getSession } from '../api/alerts'
import { BoardPage } from '../board/BoardPage'
import { common } from '../texts'
import { followClock } from './clock'
import { Failure } from './Failure'
import { followNames } from './people'
import { SessionContext } from './session'
import { useDelayed } from './useDelayed'

const SESSION_MS = 60_000

export function App() {
  const { data: session, error, isPending, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const { now, ...found } = await getSession(signal)
      followClock(now)
      followNames(found)
      return found
    },
    // Units, levels and the clock may change under a board that stays open for days.
    refetchInterval: SESSION_MS,
  })
  const slow = useDelayed(isPending)
  useEffect(() => {
    document.title = common.product
  }, [])

  if (error !== null && session === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (session === undefined) return slow ? <div className="message" role="status">{common.loading}</div> : null
  return (
    <SessionContext value={session}>
      <BrowserRouter>
        <Routes>
          <Route element={<BoardPage />}>
            <Route index element={null} />
            <Route path="alerts/:id" element={null} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Routes>
      </BrowserRouter>
    </SessionContext>
  )
}

function NotFound() {
  return <div className="message">{common.notFound} <Link to="/">{common.backToBoard}</Link></div>
}
