import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { hasEnded } from '../types';
import { posterKeys } from './keys';

const withoutStream = 3_000;

function getRun(id: string, signal: AbortSignal) {
  return api.get<Run>(`/api/posters/runs/${encodeURIComponent(id)}`, { signal });
}

/** The run; asked for again now and then while it is active, should the live stream be silent. */
export function useRun(id: string) {
  return useQuery({
    queryKey: posterKeys.run(id),
    queryFn: ({ signal }) => getRun(id, signal),
    refetchInterval: ({ state }) => (state.data && !hasEnded(state.data) ? withoutStream : false),
    structuralSharing: true,
  });
}
