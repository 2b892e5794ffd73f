import { Button } from '@/components/ui/button';
import { EditIcon, RetryIcon } from '@/components/ui/icons';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useChangeRun } from '../api/change-run';
import { useRunPosters } from '../api/get-run-posters';
import type { Run } from '../types';
import { hasEnded } from '../types';
import styles from './failed-rows.module.css';
import view from './run-view.module.css';

type Props = { run: Run; onEdit: ((row: number) => void) | undefined };

export function FailedRows({ run, onEdit }: Props) {
  const failed = useRunPosters(run.id, 'failed');
  const change = useChangeRun(run.id);
  const rows = failed.data?.pages.flatMap((page) => page.posters) ?? [];
  return (
    <section className={view.card} aria-labelledby="failed-title">
      <div className={view.sectionHead}>
        <h2 id="failed-title">{counted(run.failed, 'row')} failed</h2>
        {hasEnded(run) && (
          <Button
            icon={<RetryIcon />}
            busy={change.isPending}
            onClick={() => change.mutate('retry-failed')}
          >
            Retry failed
          </Button>
        )}
      </div>
      {change.isError && <ProblemNotice failure={change.error} />}
      {failed.isError && (
        <ProblemNotice failure={failed.error} onRetry={() => void failed.refetch()} />
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Person</th>
              <th scope="col">Reason</th>
              {onEdit && (
                <th scope="col">
                  <span className="visually-hidden">Edit</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((poster) => (
              <tr key={poster.row}>
                <td>{poster.row}</td>
                <td>{poster.username || '–'}</td>
                <td>
                  {poster.error?.message ?? 'Unknown'}{' '}
                  {poster.error && <span className={styles.code}>{poster.error.code}</span>}
                </td>
                {onEdit && (
                  <td>
                    <Button
                      look="quiet"
                      iconOnly
                      aria-label={`Edit row ${poster.row}`}
                      onClick={() => onEdit(poster.row)}
                    >
                      <EditIcon size={15} />
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        <MoreItems query={failed} look="quiet" />
      </div>
    </section>
  );
}
