import { useRef } from 'react';
import { useCheckRows } from '../api/check-rows';
import { useStartRun } from '../api/start-run';
import type { Run, RunInput } from '../types';
import type { RunForm } from './run-form';
import { nameOf, startKeyOf } from './run-form';

/** Checks the rows before the first start of a form; starts at once when nothing is found. */
export function useCheckedStart(form: RunForm, onStarted: (run: Run) => void) {
  const start = useStartRun(onStarted);
  const check = useCheckRows();
  const abort = useRef<AbortController | null>(null);
  const checked = check.variables?.revision === form.revision ? check.data : undefined;
  const report = checked && (checked.total > 0 || checked.incomplete.length > 0) ? checked : undefined;

  const go = (input: RunInput) =>
    start.mutate({ input, name: nameOf(form).trim(), idempotencyKey: startKeyOf(form) });

  return {
    start,
    /** What was found in the form as it is now; undefined while nothing is. */
    report,
    checking: check.isPending,
    submit: (input: RunInput) => {
      if (check.isPending || start.isPending || start.isSuccess) return;
      if (checked) return go(input);
      abort.current = new AbortController();
      const { signal } = abort.current;
      check.mutate(
        { input, revision: form.revision, signal },
        {
          onSuccess: ({ total, incomplete }) => {
            if (total === 0 && incomplete.length === 0) go(input);
          },
          // What refuses the check refuses the start too, and says why beside the form.
          onError: () => go(input),
        },
      );
    },
    /** Starts without waiting for the check. */
    skip: () => abort.current?.abort(),
    forget: () => {
      abort.current = null;
      if (!check.isPending) check.reset();
      if (start.isError) start.reset();
    },
  };
}
