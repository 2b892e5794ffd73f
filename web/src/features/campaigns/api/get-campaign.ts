import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Campaign } from '../types';
import { campaignKeys } from './keys';

function getCampaign(id: string, signal: AbortSignal) {
  return api.get<Campaign>(`/api/campaigns/${encodeURIComponent(id)}`, { signal });
}

export function useCampaign(id: string) {
  return useQuery({
    queryKey: campaignKeys.campaign(id),
    queryFn: ({ signal }) => getCampaign(id, signal),
  });
}
