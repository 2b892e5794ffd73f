import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run, RunOrder } from '../types';
import { archiveKeys } from './keys';

export function useStartRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: RunOrder) => api.postJson<Run>('/api/archive/runs', order),
    onSuccess: (run) => client.setQueryData(archiveKeys.run(run.id), run),
    onSettled: () => void client.invalidateQueries({ queryKey: archiveKeys.runs }),
  });
}
