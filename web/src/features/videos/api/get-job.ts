import { useCallback } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRefreshOnEvents } from '@/hooks/use-refresh-on-events';
import { api } from '@/lib/api-client';
import { readAgain } from '@/lib/read-again';
import type { Job, Video } from '../types';
import { videoPath } from './get-video';
import { videoKeys } from './keys';
import { signed } from './signed';

const events = ['queued', 'processing', 'pending', 'completed', 'failed'];

function getJob(id: string, signal: AbortSignal) {
  return api.get<Job>(`${videoPath(id)}/job`, { signal });
}

/** The making of the caller's own video, kept fresh by its live stream while it lasts. */
export function useJob(id: string, active: boolean) {
  const client = useQueryClient();
  const refresh = useCallback(() => {
    void readAgain(client, { queryKey: videoKeys.job(id) });
    void readAgain(client, { queryKey: videoKeys.video(id) });
  }, [client, id]);
  useRefreshOnEvents({
    url: `${videoPath(id)}/events`,
    events,
    active,
    refresh,
  });
  return useQuery({
    queryKey: videoKeys.job(id),
    queryFn: ({ signal }) => getJob(id, signal),
    enabled: active,
    refetchInterval: 5_000,
  });
}

export function useCancelVideo(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Video>(signed(`${videoPath(id)}/cancel`)),
    onSuccess: (video) => {
      client.setQueryData(videoKeys.video(id), video);
      void client.invalidateQueries({ queryKey: videoKeys.creators });
    },
  });
}
