import { LinkItem, LinkList } from '@/components/ui/link-list';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ProgressBar } from '@/components/ui/progress-bar';
import { paths } from '@/config/paths';
import { count, counted, dateTime, dollars } from '@/lib/format';
import { useBatches } from '../api/get-batches';
import type { BatchItem } from '../types';
import { hasEnded } from '../types';
import { BatchBadge } from './batch-badge';
import view from './campaign-view.module.css';

export function BatchList({ campaign }: { campaign: string }) {
  const query = useBatches(campaign);
  return (
    <section className={view.section} aria-labelledby="batches-title">
      <h2 id="batches-title">Batches</h2>
      {query.isPending && <Loading label="Loading batches" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <p className={view.soft}>No posts yet. Start a batch: a table of topics, or a CSV.</p>
      )}
      {query.data && query.data.length > 0 && (
        <LinkList label="Batches">
          {query.data.map((batch) => (
            <BatchRow key={batch.id} campaign={campaign} batch={batch} />
          ))}
        </LinkList>
      )}
    </section>
  );
}

function BatchRow({ campaign, batch }: { campaign: string; batch: BatchItem }) {
  return (
    <LinkItem
      to={paths.batch(campaign, batch.id)}
      name={batch.name}
      sub={`${dateTime(batch.created_at)} · ${dollars(batch.cost_usd)}`}
      progress={
        <>
          <span>
            {batch.completed_posts === batch.total_posts
              ? counted(batch.total_posts, 'post')
              : `${count(batch.completed_posts)} of ${count(batch.total_posts)}`}
          </span>
          {!hasEnded(batch.status) && (
            <ProgressBar
              slim
              label={`Progress of ${batch.name}`}
              total={batch.total_posts}
              good={batch.completed_posts}
              bad={batch.failed_posts}
            />
          )}
        </>
      }
      aside={<BatchBadge status={batch.status} />}
    />
  );
}
