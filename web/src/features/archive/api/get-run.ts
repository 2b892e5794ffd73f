import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { isActive } from '../types';
import { archiveKeys } from './keys';

const refreshWhileActive = 2_000;

/** The run; asked for again every two seconds while it is active. */
export function useRun(id: string) {
  return useQuery({
    queryKey: archiveKeys.run(id),
    queryFn: ({ signal }) =>
      api.get<Run>(`/api/archive/runs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && isActive(state.data) ? refreshWhileActive : false,
  });
}
