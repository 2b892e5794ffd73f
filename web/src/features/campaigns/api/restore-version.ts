import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Post, Version } from '../types';
import { campaignKeys } from './keys';

function restore(post: string, { part, version }: Version) {
  const path = `/api/campaign-posts/${encodeURIComponent(post)}/restore`;
  return api.sendJson<Post>('POST', path, { part, version });
}

/** Makes an earlier version the post's again. */
export function useRestore(batch: string, post: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: Version) => restore(post, version),
    onSettled: () => client.invalidateQueries({ queryKey: campaignKeys.batch(batch) }),
  });
}
