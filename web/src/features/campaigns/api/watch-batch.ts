import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listen } from '@/lib/live-events';
import { campaignKeys } from './keys';

const events = ['progress', 'post', 'batch_ended'];

/** Keeps a batch and its posts fresh by the live stream for as long as the batch is active. */
export function useWatchBatch(id: string, active: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return;
    const refresh = () => void client.invalidateQueries({ queryKey: campaignKeys.batch(id) });
    const stop = listen(`/api/batch-jobs/${encodeURIComponent(id)}/stream`, events, {
      onChange: refresh,
      onOpen: () => {},
      onLost: refresh,
    });
    return () => {
      stop();
      refresh();
    };
  }, [client, id, active]);
}
