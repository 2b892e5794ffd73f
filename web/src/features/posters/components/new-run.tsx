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
import type { Run } from '../types';
import { DesignStep } from './design-step';
import styles from './new-run.module.css';
import { OutputStep } from './output-step';
import { PeopleStep } from './people-step';
import { PreviewPanel } from './preview-panel';
import type { Place } from './run-form';
import { RowCheck } from './row-check';
import { inputOf, missingStep, placeOf, useRunForm } from './run-form';
import { useCheckedStart } from './use-checked-start';

const restBeforePreview = 400;

export function NewRun({ onStarted }: { onStarted: (run: Run) => void }) {
  const { form, change } = useRunForm();
  const [visit] = useState(randomId);
  const settled = useSettled(form, restBeforePreview);
  const preview = usePreview(inputOf(settled), `${visit}-${settled.revision}`);
  const checked = useCheckedStart(form, onStarted);
  const { start, report, checking } = checked;

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
    checked.forget();
    change(patch);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input && ready) checked.submit(input);
  };

  const rows = ready && !preview.isPlaceholderData ? preview.data?.rows : undefined;
  const make = rows === undefined ? 'Make posters' : `Make ${counted(rows, 'poster')}`;
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
        {report && <RowCheck report={report} />}
        <div className={cx(styles.start, missing && styles.early)}>
          {start.isError && place === 'other' && <ProblemNotice failure={start.error} />}
          <Button
            type="submit"
            look="primary"
            large
            disabled={!ready}
            busy={checking || start.isPending || start.isSuccess}
          >
            {checking ? 'Checking the rows' : report ? `${make} anyway` : make}
          </Button>
          {checking && (
            <Button look="link" onClick={checked.skip}>
              Start without checking
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
