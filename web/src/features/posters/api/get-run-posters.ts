import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { readAgain } from '@/lib/read-again';
import type { Poster } from '../types';
import { posterKeys } from './keys';

export type PosterPage = { posters: Poster[]; next: number | null };

const pageSize = 60;

function getPosters(id: string, state: string, after: number | null, signal?: AbortSignal) {
  return api.get<PosterPage>(`/api/posters/runs/${encodeURIComponent(id)}/posters`, {
    query: { state, after, limit: pageSize },
    ...(signal ? { signal } : {}),
  });
}

export function useRunPosters(id: string, state: 'succeeded' | 'failed') {
  return useInfiniteQuery({
    queryKey: posterKeys.posters(id, state),
    queryFn: ({ pageParam, signal }) => getPosters(id, state, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/**
 * Fetches the last loaded page again, for posters that were made since. Reading every loaded page
 * again twice a second would cost more with each page that the reader has scrolled through.
 */
export async function refreshNewestPosters(client: QueryClient, id: string, state: string) {
  const queryKey = posterKeys.posters(id, state);
  const held = client.getQueryData<InfiniteData<PosterPage, number | null>>(queryKey);
  if (!held) return readAgain(client, { queryKey });
  if (held.pages.at(-1)?.next != null) return;
  const page = await getPosters(id, state, held.pageParams.at(-1) ?? null).catch(() => null);
  if (page === null) return;
  client.setQueryData<InfiniteData<PosterPage, number | null>>(queryKey, (now) =>
    now?.pageParams.length === held.pageParams.length
      ? { ...now, pages: [...now.pages.slice(0, -1), page] }
      : now,
  );
}
