import { EmptyState } from '@/components/ui/empty-state';
import { LinkItem, LinkList } from '@/components/ui/link-list';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ProgressBar } from '@/components/ui/progress-bar';
import { paths } from '@/config/paths';
import { bytes, counted, dateTime } from '@/lib/format';
import { useRuns } from '../api/get-runs';
import type { Run } from '../types';
import { isActive } from '../types';
import { StateBadge } from './state-badge';

/** What a run is about, in a few words. */
export function scopeOf(run: Run): string {
  const who = run.onlyUser ? `User ${run.onlyUser}` : 'All users';
  const since = run.since ? ` since ${dateTime(run.since)}` : '';
  return `${who}${since}${run.dryRun ? ', only counted' : ''}`;
}

export function RunHistory() {
  const query = useRuns();
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  if (query.isPending) return <Loading label="Loading runs" />;
  if (query.isError && runs.length === 0) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (runs.length === 0) {
    return (
      <EmptyState
        title="No runs yet"
        text="A run copies every user’s images and recordings, checks each byte, and says what it found on the way."
      />
    );
  }
  return (
    <>
      <LinkList label="Runs">
        {runs.map((run) => (
          <LinkItem
            key={run.id}
            to={paths.archiveRun(run.id)}
            name={dateTime(run.createdAt)}
            sub={scopeOf(run)}
            progress={
              <>
                <span>
                  {counted(run.files, 'file')} · {bytes(run.bytes)}
                </span>
                {isActive(run) && (
                  <ProgressBar
                    slim
                    label={`Progress of the run of ${dateTime(run.createdAt)}`}
                    total={run.media}
                    good={run.done - run.failedMedia}
                    bad={run.failedMedia}
                  />
                )}
              </>
            }
            aside={<StateBadge run={run} />}
          />
        ))}
      </LinkList>
      <MoreItems query={query} centered>
        Show older runs
      </MoreItems>
    </>
  );
}
