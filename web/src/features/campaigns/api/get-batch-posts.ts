import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Post } from '../types';
import { campaignKeys } from './keys';

const pageSize = 40;
const refreshWhileRegenerating = 1_500;

function getPosts(batch: string, after: number, signal: AbortSignal) {
  const query = { after, limit: pageSize };
  return api.get<Post[]>(`/api/batch-jobs/${encodeURIComponent(batch)}/posts`, { query, signal });
}

/** The posts of a batch in their order; while one is made anew they are read again and again. */
export function useBatchPosts(batch: string) {
  return useInfiniteQuery({
    queryKey: campaignKeys.posts(batch),
    queryFn: ({ pageParam, signal }) => getPosts(batch, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < pageSize ? null : (page.at(-1)?.position ?? null)),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.some((post) => post.regenerating))
        ? refreshWhileRegenerating
        : false,
  });
}
