import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { BatchItem } from '../types';
import { hasEnded } from '../types';
import { campaignKeys } from './keys';

const refreshWhileActive = 2_000;

function getBatches(campaign: string, signal: AbortSignal) {
  return api.get<BatchItem[]>(`/api/campaigns/${encodeURIComponent(campaign)}/batches`, { signal });
}

export function useBatches(campaign: string) {
  return useQuery({
    queryKey: campaignKeys.batches(campaign),
    queryFn: ({ signal }) => getBatches(campaign, signal),
    refetchInterval: ({ state }) =>
      state.data?.some((batch) => !hasEnded(batch.status)) ? refreshWhileActive : false,
  });
}
