import { Button } from '@/components/ui/button';
import { RetryIcon } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ProgressBar } from '@/components/ui/progress-bar';
import { count, counted } from '@/lib/format';
import { useChangeSave } from '../api/change-save';
import type { Save } from '../api/get-latest-save';
import { useWatchSave } from '../api/watch-save';
import { FailedSaves } from './failed-saves';
import styles from './save-panel.module.css';

/** How far a save is, and what came of it. */
export function SaveProgress({ run, save }: { run: string; save: Save }) {
  const change = useChangeSave(run, save.id);
  const running = save.endedAt === null;
  useWatchSave(run, save.id, running);
  return (
    <div className={styles.progress}>
      {running && (
        <>
          <div className={styles.row}>
            <p>
              <strong>{count(save.succeeded)}</strong> of {counted(save.total, 'poster')} saved as “
              {save.name}”
            </p>
            <Button busy={change.isPending} onClick={() => change.mutate('cancel')}>
              Stop saving
            </Button>
          </div>
          <ProgressBar
            label="Progress of the save"
            total={save.total}
            good={save.succeeded}
            bad={save.failed}
          />
        </>
      )}
      <p className="visually-hidden" role="status">
        {running ? '' : `Save ended: ${save.succeeded} saved, ${save.failed} failed`}
      </p>
      {save.reason && <Notice tone="bad">{save.reason}</Notice>}
      {change.isError && <ProblemNotice failure={change.error} />}
      {!running && save.failed > 0 && (
        <>
          <div className={styles.row}>
            <h3 className={styles.title}>{counted(save.failed, 'poster')} could not be saved</h3>
            <Button
              icon={<RetryIcon />}
              busy={change.isPending}
              onClick={() => change.mutate('retry')}
            >
              Retry failed
            </Button>
          </div>
          <FailedSaves save={save.id} />
        </>
      )}
    </div>
  );
}
