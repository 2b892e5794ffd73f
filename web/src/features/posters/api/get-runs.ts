import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { hasEnded } from '../types';
import { posterKeys } from './keys';

type RunPage = { runs: Run[]; next: string | null };

const pageSize = 20;
const refreshWhileActive = 3_000;

function getRuns(after: string | null, signal: AbortSignal) {
  const query = { limit: pageSize, after };
  return api.get<RunPage>('/api/posters/runs', { query, signal });
}

export function useRuns() {
  return useInfiniteQuery({
    queryKey: posterKeys.runs,
    queryFn: ({ pageParam, signal }) => getRuns(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => {
      const active = state.data?.pages.some((page) => page.runs.some((run) => !hasEnded(run)));
      return active ? refreshWhileActive : false;
    },
  });
}
