import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { FeedPage, FeedSort } from '../types';
import { videoKeys } from './keys';

function getFeed(sort: FeedSort, cursor: string | null, signal: AbortSignal) {
  return api.get<FeedPage>('/videos/feed', { query: { sort, cursor, limit: 10 }, signal });
}

/** The feed as it was when its first page was read; it changes when it is read anew. */
export function useFeed(sort: FeedSort) {
  return useInfiniteQuery({
    queryKey: videoKeys.feed(sort),
    queryFn: ({ pageParam, signal }) => getFeed(sort, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 5 * 60_000,
  });
}
