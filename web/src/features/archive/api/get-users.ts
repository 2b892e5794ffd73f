import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { RunUser, UserState } from '../types';
import { archiveKeys } from './keys';

type UserPage = { users: RunUser[]; next: number | null };

const pageSize = 50;

/** Users of a run by position: all, or those in one state. */
export function useRunUsers(run: string, state: UserState | 'all') {
  return useInfiniteQuery({
    queryKey: archiveKeys.users(run, state),
    queryFn: ({ pageParam, signal }) =>
      api.get<UserPage>(`/api/archive/runs/${encodeURIComponent(run)}/users`, {
        query: { limit: pageSize, after: pageParam, state: state === 'all' ? null : state },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
