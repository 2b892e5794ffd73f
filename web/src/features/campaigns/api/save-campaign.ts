import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Campaign, CampaignInput } from '../types';
import { campaignKeys } from './keys';

/** Makes a campaign, or changes the one of that id. */
function saveCampaign(id: string | null, input: CampaignInput) {
  return id === null
    ? api.sendJson<Campaign>('POST', '/api/campaigns/', input)
    : api.sendJson<Campaign>('PUT', `/api/campaigns/${encodeURIComponent(id)}`, input);
}

export function useSaveCampaign(id: string | null, onSaved: (campaign: Campaign) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CampaignInput) => saveCampaign(id, input),
    onSuccess: (campaign) => {
      client.setQueryData(campaignKeys.campaign(campaign.id), campaign);
      void client.invalidateQueries({ queryKey: campaignKeys.list });
      onSaved(campaign);
    },
  });
}
