import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listen } from '@/lib/live-events';
import { archiveKeys } from './keys';

const events = ['progress', 'ended'];

/** Keeps a run and its users fresh by the live stream for as long as the run is active. */
export function useWatchRun(id: string, active: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return;
    const refresh = () => void client.invalidateQueries({ queryKey: archiveKeys.run(id) });
    const stop = listen(`/api/archive/runs/${encodeURIComponent(id)}/events`, events, {
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
