import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useFailedSaves } from '../api/get-failed-saves';
import styles from './failed-rows.module.css';

export function FailedSaves({ save }: { save: string }) {
  const failed = useFailedSaves(save);
  const rows = failed.data?.pages.flatMap((page) => page.posters) ?? [];
  if (failed.isError) {
    return <ProblemNotice failure={failed.error} onRetry={() => void failed.refetch()} />;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Posters that could not be saved">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Person</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((poster) => (
            <tr key={poster.row}>
              <td>{poster.row}</td>
              <td>{poster.username}</td>
              <td>
                {poster.error?.message ?? 'Unknown'}{' '}
                {poster.error && <span className={styles.code}>{poster.error.code}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreItems query={failed} look="quiet" />
    </div>
  );
}
