import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { count, counted } from '@/lib/format';
import { useApplyChanges } from '../api/apply-changes';
import type { Run } from '../types';
import styles from './edit-run.module.css';
import type { RunEdits } from './use-run-edits';
import { affected, changesOf, sizeOf } from './use-run-edits';

type Props = { run: Run; edits: RunEdits; onClear: () => void };

/** What was edited, and the way to make it so. */
export function ChangeBar({ run, edits, onClear }: Props) {
  const apply = useApplyChanges(run.id, onClear);
  const rows = sizeOf(edits);
  if (rows === 0 && edits.template === null) return null;
  const what = [rows > 0 && counted(rows, 'row'), edits.template !== null && 'the template'];
  const drawn = affected(edits, run);
  return (
    <section className={styles.bar} aria-label="Changes">
      <p>
        <strong>Changed:</strong> {what.filter(Boolean).join(' and ')}.{' '}
        <span className={styles.soft}>
          {edits.template === null
            ? 'All other posters stay as they are.'
            : 'Only posters that look different are drawn again.'}
        </span>
      </p>
      <div className={styles.actions}>
        <Button look="quiet" onClick={onClear}>
          Discard
        </Button>
        <Button
          look="primary"
          busy={apply.isPending}
          onClick={() => apply.mutate(changesOf(edits, run))}
        >
          {drawn === 0 ? 'Apply the change' : `Render what changed (${count(drawn)})`}
        </Button>
      </div>
      {apply.isError && <ProblemNotice failure={apply.error} />}
    </section>
  );
}
