import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Video } from '../types';
import { videoKeys } from './keys';

export const videoPath = (id: string) => `/videos/${encodeURIComponent(id)}`;

function getVideo(id: string, signal: AbortSignal) {
  return api.get<Video>(videoPath(id), { signal });
}

export function useVideo(id: string) {
  return useQuery({ queryKey: videoKeys.video(id), queryFn: ({ signal }) => getVideo(id, signal) });
}
