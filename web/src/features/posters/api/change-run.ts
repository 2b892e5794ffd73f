import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { posterKeys } from './keys';

export type RunChange = 'cancel' | 'pause' | 'resume' | 'retry-failed';

function changeRun(id: string, change: RunChange) {
  return api.post<Run>(`/api/posters/runs/${encodeURIComponent(id)}/${change}`);
}

export function useChangeRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RunChange) => changeRun(id, change),
    onMutate: () => client.cancelQueries({ queryKey: posterKeys.run(id), exact: true }),
    onSuccess: (run) => client.setQueryData(posterKeys.run(id), run),
    onSettled: () => void client.invalidateQueries({ queryKey: posterKeys.run(id) }),
  });
}
