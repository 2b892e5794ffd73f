import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Save } from './get-latest-save';
import { posterKeys } from './keys';

export function useChangeSave(run: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: 'cancel' | 'retry') =>
      api.post<Save>(`/api/posters/saves/${encodeURIComponent(id)}/${change}`),
    onSuccess: (save) => {
      client.setQueryData(posterKeys.latestSave(run), save);
      client.removeQueries({ queryKey: posterKeys.failedSaves(id) });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: posterKeys.latestSave(run) }),
  });
}
