import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run } from '../types';
import { archiveKeys } from './keys';

export type RunChange = 'stop' | 'resume' | 'retry-failed';

export function useChangeRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RunChange) =>
      api.post<Run>(`/api/archive/runs/${encodeURIComponent(id)}/${change}`),
    onMutate: () => client.cancelQueries({ queryKey: archiveKeys.run(id), exact: true }),
    onSuccess: (run) => client.setQueryData(archiveKeys.run(id), run),
    onSettled: () => void client.invalidateQueries({ queryKey: archiveKeys.run(id) }),
  });
}
