import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { isActive } from '../types';
import { archiveKeys } from './keys';

type RunPage = { runs: Run[]; next: string | null };

const pageSize = 20;
const refreshWhileActive = 2_000;

export function useRuns() {
  return useInfiniteQuery({
    queryKey: archiveKeys.runs,
    queryFn: ({ pageParam, signal }) =>
      api.get<RunPage>('/api/archive/runs', { query: { limit: pageSize, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.runs.some(isActive)) ? refreshWhileActive : false,
  });
}
