import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSettled } from '@/hooks/use-settled';
import { asProblem } from '@/lib/api-problem';
import { cx } from '@/lib/cx';
import { counted } from '@/lib/format';
import { randomId } from '@/lib/random-id';
import { usePreview } from '../api/preview-posters';
import { useStartRun } from '../api/start-run';
import type { Run } from '../types';
import { DesignStep } from './design-step';
import styles from './new-run.module.css';
import { OutputStep } from './output-step';
import { PeopleStep } from './people-step';
import { PreviewPanel } from './preview-panel';
import type { Place } from './run-form';
import { inputOf, missingStep, nameOf, placeOf, startKeyOf, useRunForm } from './run-form';

const restBeforePreview = 400;

export function NewRun({ onStarted }: { onStarted: (run: Run) => void }) {
  const { form, change } = useRunForm();
  const [visit] = useState(randomId);
  const settled = useSettled(form, restBeforePreview);
  const preview = usePreview(inputOf(settled), `${visit}-${settled.revision}`);
  const start = useStartRun(onStarted);

  const input = inputOf(form);
  const missing = missingStep(form);
  const current = settled.revision === form.revision;
  const updating = input !== null && (!current || preview.isFetching);
  const failure = start.error ?? (current && input ? preview.error : null);
  const problem = failure ? asProblem(failure) : null;
  const place = problem && placeOf(problem);
  const at = (wanted: Place) => (place === wanted ? problem : null);
  const refused = problem !== null && place !== 'other';
  const ready = input !== null && !updating && !(refused && !start.isError);

  const edit: typeof change = (patch) => {
    if (start.isError) start.reset();
    change(patch);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!input || !ready || start.isPending || start.isSuccess) return;
    start.mutate({ input, name: nameOf(form).trim(), idempotencyKey: startKeyOf(form) });
  };

  const rows = ready && !preview.isPlaceholderData ? preview.data?.rows : undefined;
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.steps}>
        <PeopleStep form={form} change={edit} problem={at('csv')} />
        <DesignStep form={form} change={edit} problem={at('template')} />
        <OutputStep form={form} change={edit} problem={at('size')} />
      </div>
      <div className={styles.side}>
        <PreviewPanel
          preview={preview.data}
          form={form}
          change={edit}
          missingStep={missing}
          updating={updating}
          problem={start.isError ? null : at('other')}
          refused={refused}
          onRetry={() => void preview.refetch()}
        />
        <div className={cx(styles.start, missing && styles.early)}>
          {start.isError && place === 'other' && <ProblemNotice failure={start.error} />}
          <Button
            type="submit"
            look="primary"
            large
            disabled={!ready}
            busy={start.isPending || start.isSuccess}
          >
            {rows === undefined ? 'Make posters' : `Make ${counted(rows, 'poster')}`}
          </Button>
        </div>
      </div>
    </form>
  );
}
