import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Reaction } from '../types';
import { signed } from './signed';
import { videoPath } from './get-video';
import { videoKeys } from './keys';

export type Reacted = { reaction: Reaction | null; likes: number; dislikes: number };

/** Likes or dislikes a video, or takes back what was thought of it. */
function reactToVideo(id: string, reaction: Reaction, undo: boolean) {
  const path = signed(`${videoPath(id)}/${reaction}`);
  return undo ? api.sendJson<Reacted>('DELETE', path, {}) : api.post<Reacted>(path);
}

export function useReactToVideo(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reaction, undo }: { reaction: Reaction; undo: boolean }) =>
      reactToVideo(id, reaction, undo),
    // The feed keeps its order; lists of likes and scores are read anew.
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: videoKeys.creators });
      void client.invalidateQueries({ queryKey: videoKeys.top });
    },
  });
}
