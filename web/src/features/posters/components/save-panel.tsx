import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useLatestSave } from '../api/get-latest-save';
import { useSaving } from '../api/get-saving';
import type { Run } from '../types';
import { SaveForm } from './save-form';
import { SaveProgress } from './save-progress';
import styles from './save-panel.module.css';
import view from './run-view.module.css';

/** Saving the posters of an ended run to the people's Topmate accounts. */
export function SavePanel({ run }: { run: Run }) {
  const query = useSaving(run.id);
  const latest = useLatestSave(run.id);
  const saving = query.data;
  const save = latest.data ?? null;
  if (query.isError) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!saving || latest.isPending) return null;

  const running = save !== null && save.endedAt === null;
  const left = saving.posters - saving.saved;
  return (
    <section className={view.card} aria-labelledby="save-title">
      <div className={styles.head}>
        <h2 id="save-title">Save to Topmate</h2>
        {!running && <p className={view.soft}>{standOf(saving.available, saving.posters, left)}</p>}
      </div>
      {saving.missing > 0 && (
        <p className={styles.missing}>
          {counted(saving.missing, 'poster')} cannot be saved, because the person has no Topmate id:{' '}
          {saving.missingNames.join(', ')}
          {saving.missing > saving.missingNames.length && ', …'}
        </p>
      )}
      {save && <SaveProgress run={run.id} save={save} />}
      {!running && !saving.available && (
        <div className={styles.row}>
          <p className={styles.off}>{saving.reason}</p>
          <Button disabled>Save {counted(saving.posters, 'poster')}</Button>
        </div>
      )}
      {!running && saving.available && left > 0 && !(save && save.failed === left) && (
        <SaveForm run={run} posters={left} />
      )}
    </section>
  );
}

function standOf(available: boolean, posters: number, left: number): string {
  if (posters === 0) return 'No poster of this run can be saved.';
  if (!available) return `${counted(posters, 'poster')} could be saved.`;
  if (left === 0) return posters === 1 ? 'The poster is saved.' : `All ${posters} posters are saved.`;
  if (left === posters) return `${counted(posters, 'poster')} can be saved.`;
  return `${counted(posters - left, 'poster')} saved, ${left} not yet.`;
}
