import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Run, RunInput } from '../types';
import { formOf } from '../types';
import { posterKeys } from './keys';

type Start = {
  input: RunInput;
  name: string;
  /** The same for every attempt to start the same form, so that it makes one run. */
  idempotencyKey: string;
};

function startRun({ input, name, idempotencyKey }: Start) {
  const form = formOf(input);
  form.append('name', name);
  const headers = { 'Idempotency-Key': idempotencyKey };
  return api.postForm<Run>('/api/posters/runs', form, { headers });
}

export function useStartRun(onStarted: (run: Run) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: startRun,
    onSuccess: (run) => {
      client.setQueryData(posterKeys.run(run.id), run);
      void client.invalidateQueries({ queryKey: posterKeys.runs });
      onStarted(run);
    },
  });
}
