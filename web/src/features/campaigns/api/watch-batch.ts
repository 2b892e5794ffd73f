import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRefreshOnEvents } from '@/hooks/use-refresh-on-events';
import { readAgain } from '@/lib/read-again';
import { campaignKeys } from './keys';

const events = ['progress', 'post', 'batch_ended'];

/** Keeps a batch and its posts fresh by the live stream for as long as the batch is active. */
export function useWatchBatch(id: string, active: boolean) {
  const client = useQueryClient();
  const refresh = useCallback(() => {
    void readAgain(client, { queryKey: campaignKeys.batch(id) });
  }, [client, id]);
  useRefreshOnEvents({
    url: `/api/batch-jobs/${encodeURIComponent(id)}/stream`,
    events,
    active,
    refresh,
  });
}
