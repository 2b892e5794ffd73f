import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Video } from '../types';
import { videoPath } from './get-video';
import { videoKeys } from './keys';
import { signed } from './signed';

function useStart<Input>(start: (input: Input) => Promise<Video>, onStarted: (video: Video) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: start,
    onSuccess: (video) => {
      client.setQueryData(videoKeys.video(video.id), video);
      void client.invalidateQueries({ queryKey: videoKeys.creators });
      onStarted(video);
    },
  });
}

export function useCreateVideo(onStarted: (video: Video) => void) {
  return useStart(
    (prompt: string) => api.sendJson<Video>('POST', signed('/videos/create'), { prompt }),
    onStarted,
  );
}

/** Makes another video of the same prompt. */
export function useRecreateVideo(id: string, onStarted: (video: Video) => void) {
  return useStart<void>(() => api.post<Video>(signed(`${videoPath(id)}/recreate`)), onStarted);
}
