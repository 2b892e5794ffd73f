import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { dateTime } from '@/lib/format';
import { useRun } from '../api/get-run';
import { useWatchRun } from '../api/watch-run';
import { sourceName } from '../source-name';
import { isActive } from '../types';
import styles from './archive.module.css';
import { BandwidthField } from './bandwidth-field';
import { FindingList } from './finding-list';
import { RunActions } from './run-actions';
import { scopeOf } from './run-history';
import { RunProgress } from './run-progress';
import { RunUsers } from './run-users';
import { StateBadge } from './state-badge';

const back = { to: paths.archive, label: 'All runs' };
const mostErrors = 5;

export function RunView({ id }: { id: string }) {
  const query = useRun(id);
  const run = query.data;
  useWatchRun(id, run !== undefined && isActive(run));

  if (!run) {
    return (
      <Page title="Run" back={back}>
        {query.isError ? (
          <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading label="Loading the run" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={dateTime(run.createdAt)}
      back={back}
      badge={<StateBadge run={run} />}
      sub={`${scopeOf(run)} · from ${sourceName(run.source)}`}
      actions={<RunActions run={run} />}
    >
      <div className={styles.stack}>
        <RunProgress run={run} />
        {run.errors.length > 0 && (
          <Notice tone="bad">
            {run.errors.slice(0, mostErrors).map((error) => (
              <p key={error}>{error}</p>
            ))}
            {run.errors.length > mostErrors && <p>and {run.errors.length - mostErrors} more</p>}
          </Notice>
        )}
        {isActive(run) && <BandwidthField />}
        {run.users > 0 && <RunUsers run={run} />}
        {!isActive(run) && <FindingList run={run.id} />}
      </div>
    </Page>
  );
}
