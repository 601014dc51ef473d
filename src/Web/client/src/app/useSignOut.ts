import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { signOut } from '../api/people'

/** Ends this session and forgets what was read under it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(async () => {
    // Where the answer is lost the session may live on; the next read tells.
    await signOut().catch(() => undefined)
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
    await queries.invalidateQueries({ queryKey: ['session'] })
  }, [queries])
}
