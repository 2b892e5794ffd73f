import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { dateTime } from '@/lib/format';
import { useRun } from '../api/get-run';
import { useWatchRun } from '../api/watch-run';
import type { Run } from '../types';
import { hasEnded } from '../types';
import { RunActions } from './run-actions';
import { RunProgress } from './run-progress';
import { RunRows } from './run-rows';
import styles from './run-view.module.css';
import { SavePanel } from './save-panel';
import { StateBadge } from './state-badge';
import { Warnings } from './warnings';

const back = { to: paths.posters, label: 'All runs' };

function shapeOf(run: Run): string {
  const scale = run.scale > 1 ? ` at ${run.scale}×` : '';
  const format = run.format === 'webp' ? 'WebP' : run.format.toUpperCase();
  return `${run.width} × ${run.height} ${format}${scale}`;
}

export function RunView({ id }: { id: string }) {
  const query = useRun(id);
  const run = query.data;
  useWatchRun(id, run !== undefined && !hasEnded(run));

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
      title={run.name || 'Unnamed run'}
      back={back}
      badge={<StateBadge run={run} />}
      sub={`${shapeOf(run)} · ${dateTime(run.createdAt)}`}
      actions={<RunActions run={run} />}
    >
      <div className={styles.stack}>
        <RunProgress run={run} />
        {run.state === 'failed' && run.reason && <Notice tone="bad">{run.reason}</Notice>}
        {run.offlineProfiles && (
          <Notice tone="info">
            Profiles are sample data: set <code>TOPMATE_API_URL</code> to look people up.
          </Notice>
        )}
        <Warnings warnings={run.warnings} />
        {hasEnded(run) && run.succeeded > 0 && <SavePanel run={run} />}
        <RunRows run={run} />
      </div>
    </Page>
  );
}
