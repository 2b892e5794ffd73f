import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listen } from '@/lib/live-events';
import { posterKeys } from './keys';

const events = ['progress', 'complete'];

/** Keeps a run's save fresh by the live stream for as long as it is active. */
export function useWatchSave(run: string, save: string, active: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return;
    const refresh = () =>
      void client.invalidateQueries({ queryKey: posterKeys.latestSave(run), exact: true });
    const stop = listen(`/api/save-bulk-posters/${encodeURIComponent(save)}/stream`, events, {
      onChange: refresh,
      onOpen: () => {},
      // A save that could not run at all ends with an event that looks like a lost stream.
      onLost: refresh,
    });
    return () => {
      stop();
      void client.invalidateQueries({ queryKey: posterKeys.saving(run) });
    };
  }, [client, run, save, active]);
}
