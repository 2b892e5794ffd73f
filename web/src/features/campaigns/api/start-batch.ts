import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { BatchInput } from '../types';
import { campaignKeys } from './keys';

type Start = {
  input: BatchInput;
  /** The same for every attempt to start the same posts, so that they make one batch. */
  idempotencyKey: string;
};

type Started = { batch_job: { id: string } };

function startBatch(campaign: string, { input, idempotencyKey }: Start) {
  const headers = { 'Idempotency-Key': idempotencyKey };
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/generate-batch`;
  return api.sendJson<Started>('POST', path, input, { headers });
}

export function useStartBatch(campaign: string, onStarted: (batch: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (start: Start) => startBatch(campaign, start),
    onSuccess: ({ batch_job }) => {
      void client.invalidateQueries({ queryKey: campaignKeys.batches(campaign) });
      onStarted(batch_job.id);
    },
  });
}
