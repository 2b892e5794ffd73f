import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

/** What can be saved of a run, and what was. */
export type Saving = {
  available: boolean;
  reason: string | null;
  posters: number;
  saved: number;
  missing: number;
  missingNames: string[];
};

function getSaving(run: string, signal: AbortSignal) {
  return api.get<Saving>(`/api/posters/runs/${encodeURIComponent(run)}/saving`, { signal });
}

export function useSaving(run: string) {
  return useQuery({
    queryKey: posterKeys.saving(run),
    queryFn: ({ signal }) => getSaving(run, signal),
  });
}
