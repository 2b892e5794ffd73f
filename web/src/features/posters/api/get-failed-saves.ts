import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Fault } from '../types';
import { posterKeys } from './keys';

type FailedSave = { row: number; username: string; userId: number | null; error: Fault | null };

type Page = { posters: FailedSave[]; next: number | null };

export function useFailedSaves(save: string) {
  return useInfiniteQuery({
    queryKey: posterKeys.failedSaves(save),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/api/posters/saves/${encodeURIComponent(save)}/posters`, {
        query: { state: 'failed', after: pageParam, limit: 60 },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
