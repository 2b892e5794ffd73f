import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { campaignKeys } from './keys';

function deleteCampaign(id: string) {
  return api.delete(`/api/campaigns/${encodeURIComponent(id)}`);
}

export function useDeleteCampaign(id: string, onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteCampaign(id),
    onSuccess: () => {
      onDeleted();
      client.removeQueries({ queryKey: campaignKeys.campaign(id) });
      void client.invalidateQueries({ queryKey: campaignKeys.list });
    },
  });
}
