import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { posterKeys } from './keys';

export type Values = Record<string, string>;

/** What is to become of a run; what is left out stays. */
export type RunChanges = {
  revision: number;
  template?: string;
  rows?: { row: number; values: Values }[];
  added?: { values: Values }[];
  removed?: number[];
};

function applyChanges(id: string, changes: RunChanges) {
  return api.postJson<Run>(`/api/posters/runs/${encodeURIComponent(id)}/changes`, changes);
}

export function useApplyChanges(id: string, onApplied: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: RunChanges) => applyChanges(id, changes),
    onMutate: () => client.cancelQueries({ queryKey: posterKeys.run(id), exact: true }),
    onSuccess: (run) => {
      client.setQueryData(posterKeys.run(id), run);
      onApplied();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: posterKeys.run(id) }),
  });
}
