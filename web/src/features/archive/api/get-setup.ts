import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Setup } from '../types';
import { archiveKeys } from './keys';

/** Where media come from and go to, and how fast they may. */
export function useSetup() {
  return useQuery({
    queryKey: archiveKeys.setup,
    queryFn: ({ signal }) => api.get<Setup>('/api/archive', { signal }),
  });
}

/** Sets how many bytes a second may come; 0 is no limit. */
export function useLimitBandwidth() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (bytesPerSecond: number) =>
      api.sendJson<Setup>('PUT', '/api/archive/bandwidth', { bytesPerSecond }),
    onSuccess: (setup) => client.setQueryData(archiveKeys.setup, setup),
  });
}
