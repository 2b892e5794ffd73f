import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Creator, Video } from '../types';
import { videoKeys } from './keys';
import { signed } from './signed';

export const creatorPath = (id: string) => `/users/${encodeURIComponent(id)}`;

export type CreatorList = 'videos' | 'liked';

const pageSize = 24;

export function useCreator(id: string) {
  return useQuery({
    queryKey: videoKeys.creator(id),
    queryFn: ({ signal }) => api.get<Creator>(creatorPath(id), { signal }),
  });
}

export function useCreatorVideos(id: string, list: CreatorList) {
  return useInfiniteQuery({
    queryKey: videoKeys.list(id, list),
    queryFn: ({ pageParam, signal }) => api.getPage<Video>(pageParam, { signal }),
    initialPageParam: `${creatorPath(id)}/${list}?limit=${pageSize}`,
    getNextPageParam: (page) => page.next,
  });
}

export function useTopCreators() {
  return useQuery({
    queryKey: videoKeys.top,
    queryFn: ({ signal }) => api.get<Creator[]>('/users/top', { query: { limit: 20 }, signal }),
  });
}

export type ProfileInput = { username: string; avatarUrl: string; bio: string };

export function useSaveProfile(id: string, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ProfileInput) => api.sendJson<Creator>('PATCH', signed(creatorPath(id)), input),
    onSuccess: (creator) => {
      client.setQueryData(videoKeys.creator(id), creator);
      void client.invalidateQueries({ queryKey: videoKeys.top });
      onSaved();
    },
  });
}
