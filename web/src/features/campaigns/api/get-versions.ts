import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Version } from '../types';
import { campaignKeys } from './keys';

function getVersions(post: string, signal: AbortSignal) {
  return api.get<Version[]>(`/api/campaign-posts/${encodeURIComponent(post)}/versions`, { signal });
}

/** What the caption and the picture of a post have been, newest first. */
export function useVersions(batch: string, post: string) {
  return useQuery({
    queryKey: campaignKeys.versions(batch, post),
    queryFn: ({ signal }) => getVersions(post, signal),
  });
}
