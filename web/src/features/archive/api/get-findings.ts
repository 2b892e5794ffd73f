import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Finding, FindingCounts } from '../types';
import { archiveKeys } from './keys';

type FindingPage = { counts: FindingCounts; findings: Finding[]; next: number | null };

const pageSize = 50;

export function useFindings(run: string) {
  return useInfiniteQuery({
    queryKey: archiveKeys.findings(run),
    queryFn: ({ pageParam, signal }) =>
      api.get<FindingPage>(`/api/archive/runs/${encodeURIComponent(run)}/findings`, {
        query: { limit: pageSize, after: pageParam },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}
