import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/config/paths';
import { useBatch } from '../api/get-batch';
import { useWatchBatch } from '../api/watch-batch';
import { hasEnded } from '../types';
import { BatchActions } from './batch-actions';
import { BatchBadge } from './batch-badge';
import { BatchProgress } from './batch-progress';
import { CampaignProblem } from './campaign-problem';
import styles from './campaign-view.module.css';
import { PostGrid } from './post-grid';

export function BatchView({ campaign, id }: { campaign: string; id: string }) {
  const query = useBatch(id);
  const batch = query.data;
  const back = { to: paths.campaign(campaign), label: 'The campaign' };
  useWatchBatch(id, batch !== undefined && !hasEnded(batch.status));

  if (!batch) {
    return (
      <Page title="Batch" back={back}>
        {query.isError ? (
          <CampaignProblem failure={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading label="Loading the batch" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={batch.name}
      back={back}
      badge={<BatchBadge status={batch.status} />}
      actions={<BatchActions batch={batch} />}
    >
      <div className={styles.stack}>
        <BatchProgress batch={batch} />
        {batch.error_log && hasEnded(batch.status) && (
          <Notice tone={batch.status === 'failed' ? 'bad' : 'warn'}>
            <p className={styles.log}>{batch.error_log}</p>
          </Notice>
        )}
        <PostGrid batch={batch} />
      </div>
    </Page>
  );
}
