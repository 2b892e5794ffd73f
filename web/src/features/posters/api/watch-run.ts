import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listen } from '@/lib/live-events';
import { readAgain } from '@/lib/read-again';
import { refreshNewestPosters } from './get-run-posters';
import { posterKeys } from './keys';

const events = ['status', 'progress', 'poster_completed', 'job_completed', 'job_failed'];

/** Keeps a run and its posters fresh by the live stream for as long as the run is active. */
export function useWatchRun(id: string, active: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!active) return;
    let interrupted = false;
    const refreshRun = () =>
      readAgain(client, { queryKey: posterKeys.run(id), exact: true });
    const refreshAll = () => readAgain(client, { queryKey: posterKeys.run(id) });
    const stop = listen(`/api/batch/jobs/${encodeURIComponent(id)}/stream`, events, {
      onChange: () => {
        void refreshRun();
        void refreshNewestPosters(client, id, 'succeeded');
        void refreshNewestPosters(client, id, 'failed');
      },
      onOpen: () => {
        if (interrupted) void refreshAll();
        interrupted = false;
      },
      onLost: () => {
        interrupted = true;
        void refreshRun();
      },
    });
    return () => {
      stop();
      void refreshAll();
    };
  }, [client, id, active]);
}
