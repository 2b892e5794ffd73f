import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Batch } from '../types';
import { campaignKeys } from './keys';

export type BatchChange = 'cancel' | 'retry-failed';

function changeBatch(id: string, change: BatchChange) {
  return api.post<Batch>(`/api/batch-jobs/${encodeURIComponent(id)}/${change}`);
}

export function useChangeBatch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: BatchChange) => changeBatch(id, change),
    onSuccess: (batch) => client.setQueryData(campaignKeys.batch(id), batch),
    onSettled: () => void client.invalidateQueries({ queryKey: campaignKeys.batch(id) }),
  });
}
