import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlusIcon } from '@/components/ui/icons';
import { LinkList } from '@/components/ui/link-list';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useRuns } from '../api/get-runs';
import { RunItem } from './run-item';
import styles from './run-list.module.css';

export function RunList() {
  const query = useRuns();
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];

  if (query.isPending) return <Loading label="Loading runs" />;
  if (query.isError && runs.length === 0) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (runs.length === 0) return <NoRuns />;
  return (
    <>
      <LinkList label="Runs">
        {runs.map((run) => (
          <RunItem key={run.id} run={run} />
        ))}
      </LinkList>
      <MoreItems query={query} centered>
        Show older runs
      </MoreItems>
    </>
  );
}

function NoRuns() {
  return (
    <EmptyState
      picture={
        <div className={styles.sheets} aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      }
      title="Make your first posters"
      text="Bring a list of people and a design. Atelier makes one poster for each of them, and keeps them here."
      action={
        <ButtonLink to={paths.newPosterRun} look="primary" large icon={<PlusIcon />}>
          New run
        </ButtonLink>
      }
    />
  );
}
