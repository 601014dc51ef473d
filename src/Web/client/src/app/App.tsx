import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { BrowserRouter, Link, Navigate, Route, Routes } from 'react-router'
import { getSession } from '../api/alerts'
import { setAntiforgery, whenSignedOut } from '../api/http'
import { getColleagues } from '../api/people'
import type { Session } from '../api/types'
import { BoardPage } from '../board/BoardPage'
import { SetupPage } from '../door/SetupPage'
import { SignInPage } from '../door/SignInPage'
import { followUrgent } from '../live/dutyHub'
import { common } from '../texts'
import { followClock } from './clock'
import { Curtain } from './Curtain'
import { ErrorBoundary } from './ErrorBoundary'
import { Failure } from './Failure'
import { entriesOf } from './navigation'
import { followNames } from './people'
import { PurposeAsk } from './PurposeAsk'
import { may, SessionContext } from './session'
import { useDelayed } from './useDelayed'
import { useWidth } from './useWide'

const RosterPage = lazy(() => import('../roster/RosterPage').then((page) => ({ default: page.RosterPage })))
const PortraitPage = lazy(() => import('../portrait/PortraitPage').then((page) => ({ default: page.PortraitPage })))
const GatePage = lazy(() => import('../gate/GatePage').then((page) => ({ default: page.GatePage })))
const MeasuresPage = lazy(() => import('../measures/MeasuresPage').then((page) => ({ default: page.MeasuresPage })))
const MeasurePage = lazy(() => import('../measures/MeasurePage').then((page) => ({ default: page.MeasurePage })))
const MonthPage = lazy(() => import('../measures/MonthPage').then((page) => ({ default: page.MonthPage })))
const ReviewsPage = lazy(() => import('../reviews/ReviewsPage').then((page) => ({ default: page.ReviewsPage })))
const OpenRoundPage = lazy(() => import('../reviews/OpenRoundPage').then((page) => ({ default: page.OpenRoundPage })))
const PopulationsPage = lazy(() => import('../reviews/PopulationsPage').then((page) => ({ default: page.PopulationsPage })))
const PopulationPage = lazy(() => import('../reviews/PopulationPage').then((page) => ({ default: page.PopulationPage })))
const RoundPage = lazy(() => import('../reviews/RoundPage').then((page) => ({ default: page.RoundPage })))
const MeetingsPage = lazy(() => import('../meetings/MeetingsPage').then((page) => ({ default: page.MeetingsPage })))
const MeetingPage = lazy(() => import('../meetings/MeetingPage').then((page) => ({ default: page.MeetingPage })))
const StagePage = lazy(() => import('../meetings/StagePage').then((page) => ({ default: page.StagePage })))
const ReportsPage = lazy(() => import('../reports/ReportsPage').then((page) => ({ default: page.ReportsPage })))
const RankingPage = lazy(() => import('../risk/RankingPage').then((page) => ({ default: page.RankingPage })))
const ModelsPage = lazy(() => import('../risk/ModelsPage').then((page) => ({ default: page.ModelsPage })))
const PoliciesPage = lazy(() => import('../policies/PoliciesPage').then((page) => ({ default: page.PoliciesPage })))
const BacktestPage = lazy(() => import('../policies/BacktestPage').then((page) => ({ default: page.BacktestPage })))
const AccountsPage = lazy(() => import('../accounts/AccountsPage').then((page) => ({ default: page.AccountsPage })))
const TrailPage = lazy(() => import('../trail/TrailPage').then((page) => ({ default: page.TrailPage })))
const MePage = lazy(() => import('../me/MePage').then((page) => ({ default: page.MePage })))
const PasswordPage = lazy(() => import('../me/PasswordPage').then((page) => ({ default: page.PasswordPage })))
const WallPage = lazy(() => import('../wall/WallPage').then((page) => ({ default: page.WallPage })))

const SESSION_MS = 60_000

export function App() {
  const { data: session, error, isPending, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const found = await getSession(signal)
      setAntiforgery(found.antiforgery)
      if (!found.signedIn) return found
      const { now, ...rest } = found
      followClock(now)
      followNames(rest, may(rest, 'seeCases') ? (await getColleagues(signal).catch(() => ({ items: [] }))).items : [])
      return rest
    },
    // Rights, units, levels and the clock may change under a page that stays open for days.
    refetchInterval: SESSION_MS,
  })
  const slow = useDelayed(isPending)
  useEffect(() => {
    document.title = common.product
    whenSignedOut(() => void refetch())
  }, [refetch])

  if (error !== null && session === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (session === undefined) return slow ? <div className="message" role="status">{common.loading}</div> : null
  return (
    <ErrorBoundary>
      <BrowserRouter>
        <Routes>
          <Route path="/setup" element={<SetupPage />} />
          <Route path="*" element={session.signedIn ? <Pages session={session} /> : <SignInPage door={session} onDone={() => void refetch()} />} />
        </Routes>
      </BrowserRouter>
    </ErrorBoundary>
  )
}

/** The pages of whoever is signed in; an address that the viewer has no page for is not found. */
function Pages({ session }: { session: Session }) {
  const phone = useWidth() === 'phone'
  const first = entriesOf(session)[0]?.to ?? '/me'
  useEffect(() => (session.meetings ? followUrgent() : undefined), [session.meetings, session.actor])
  return (
    <SessionContext value={session}>
      <PurposeAsk />
      <Suspense fallback={null}>
        <Routes>
          {may(session, 'seeCases')
            ? (
              <>
                <Route element={<BoardPage />}>
                  <Route path="/" element={null} />
                  <Route path="/alerts/:id" element={null} />
                </Route>
                <Route path="/cadres" element={<RosterPage />} />
                <Route path="/cadres/:number" element={<PortraitPage />} />
              </>
            )
            : <Route path="/" element={<Navigate to={first} replace />} />}
          {may(session, 'measures') && (
            <>
              <Route path="/cadres/:number/gate" element={<GatePage />} />
              <Route path="/measures" element={<MeasuresPage />} />
              <Route path="/measures/:id" element={<MeasurePage />} />
              <Route path="/month" element={<MonthPage />} />
            </>
          )}
          {(may(session, 'matrix') || may(session, 'answerReviews')) && (
            <>
              <Route path="/joint-reviews" element={<ReviewsPage />} />
              <Route path="/joint-reviews/:id" element={<RoundPage />} />
            </>
          )}
          {may(session, 'matrix') && (
            <>
              <Route path="/joint-reviews/new" element={<OpenRoundPage />} />
              <Route path="/joint-reviews/populations" element={<PopulationsPage />} />
              <Route path="/joint-reviews/populations/new" element={<PopulationPage />} />
              <Route path="/joint-reviews/populations/:population" element={<PopulationPage />} />
            </>
          )}
          {may(session, 'matrix') && <Route path="/reports" element={<ReportsPage />} />}
          {session.meetings && (
            <>
              <Route path="/meetings" element={<MeetingsPage />} />
              <Route path="/meetings/:id" element={<MeetingPage />} />
              <Route path="/meetings/:id/stage" element={<StagePage />} />
            </>
          )}
          {may(session, 'seeRisk') && (
            <>
              <Route path="/ranking" element={<RankingPage />} />
              <Route path="/models" element={<ModelsPage />} />
            </>
          )}
          {may(session, 'policy') && (
            <>
              <Route path="/policies" element={<PoliciesPage />} />
              <Route path="/policies/:version/backtest" element={<BacktestPage />} />
            </>
          )}
          {may(session, 'manageAccounts') && <Route path="/accounts/*" element={<AccountsPage />} />}
          {may(session, 'readTrail') && <Route path="/trail" element={<TrailPage />} />}
          {may(session, 'wallBoard') && <Route path="/wall" element={<WallPage />} />}
          <Route path="/me" element={<MePage />} />
          <Route path="/me/password" element={<PasswordPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
      {(phone || session.phone) && <Curtain />}
    </SessionContext>
  )
}

function NotFound() {
  return <div className="message">{common.notFound} <Link to="/" className="link">{common.backToStart}</Link></div>
}
