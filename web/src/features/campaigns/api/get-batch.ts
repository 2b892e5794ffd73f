import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Batch } from '../types';
import { campaignKeys } from './keys';

function getBatch(id: string, signal: AbortSignal) {
  return api.get<Batch>(`/api/batch-jobs/${encodeURIComponent(id)}/status`, { signal });
}

export function useBatch(id: string) {
  return useQuery({
    queryKey: campaignKeys.batch(id),
    queryFn: ({ signal }) => getBatch(id, signal),
  });
}
