import { useRef } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { randomId } from '@/lib/random-id';
import type { Save } from './get-latest-save';
import { posterKeys } from './keys';

/** Saves a whole run. A click that is repeated because its answer was lost is the same save. */
export function useStartSave(run: string) {
  const client = useQueryClient();
  const key = useRef(randomId());
  return useMutation({
    mutationFn: (name: string) =>
      api.sendJson<Save>(
        'POST',
        '/api/posters/saves',
        { run, name },
        { headers: { 'Idempotency-Key': key.current } },
      ),
    onSuccess: (save) => {
      key.current = randomId();
      client.setQueryData(posterKeys.latestSave(run), save);
    },
  });
}
