import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Part, Post } from '../types';
import { campaignKeys } from './keys';

function regenerate(post: string, part: Part) {
  const path = `/api/campaign-posts/${encodeURIComponent(post)}/regenerate`;
  return api.sendJson<Post>('POST', path, { part });
}

export function useRegenerate(batch: string, post: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (part: Part) => regenerate(post, part),
    onSettled: () => void client.invalidateQueries({ queryKey: campaignKeys.batch(batch) }),
  });
}
