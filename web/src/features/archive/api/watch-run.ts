import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useRefreshOnEvents } from '@/hooks/use-refresh-on-events';
import { readAgain } from '@/lib/read-again';
import { archiveKeys } from './keys';

const events = ['progress', 'ended'];

/** Keeps a run and its users fresh by the live stream for as long as the run is active. */
export function useWatchRun(id: string, active: boolean) {
  const client = useQueryClient();
  const refresh = useCallback(() => {
    void readAgain(client, { queryKey: archiveKeys.run(id) });
  }, [client, id]);
  useRefreshOnEvents({
    url: `/api/archive/runs/${encodeURIComponent(id)}/events`,
    events,
    active,
    refresh,
  });
}
