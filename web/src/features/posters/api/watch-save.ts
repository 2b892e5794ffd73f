import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRefreshOnEvents } from '@/hooks/use-refresh-on-events';
import { readAgain } from '@/lib/read-again';
import { posterKeys } from './keys';

const events = ['progress', 'complete'];

/**
 * Keeps a run's save fresh by the live stream for as long as it is active. A save that could not
 * run at all ends with an event that looks like a lost stream.
 */
export function useWatchSave(run: string, save: string, active: boolean) {
  const client = useQueryClient();
  const refresh = useCallback(() => {
    void readAgain(client, { queryKey: posterKeys.latestSave(run), exact: true });
  }, [client, run]);
  const settle = useCallback(() => {
    void readAgain(client, { queryKey: posterKeys.saving(run) });
  }, [client, run]);
  useRefreshOnEvents({
    url: `/api/save-bulk-posters/${encodeURIComponent(save)}/stream`,
    events,
    active,
    refresh,
    settle,
  });
}
