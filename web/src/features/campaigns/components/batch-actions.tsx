import { useState } from 'react';
import { Button, DownloadLink } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DownloadIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useChangeBatch } from '../api/change-batch';
import type { Batch } from '../types';
import { hasEnded } from '../types';

export function BatchActions({ batch }: { batch: Batch }) {
  const change = useChangeBatch(batch.id);
  const [asking, setAsking] = useState(false);
  const ended = hasEnded(batch.status);
  const again =
    batch.status === 'failed' || (batch.status !== 'cancelled' && batch.progress.failed_posts > 0);
  const file = (format: string) =>
    `/api/batch-jobs/${encodeURIComponent(batch.id)}/export?format=${format}`;

  return (
    <>
      {!ended && (
        <Button
          busy={change.isPending && change.variables === 'cancel'}
          onClick={() => setAsking(true)}
        >
          Cancel
        </Button>
      )}
      {ended && again && (
        <Button
          look="primary"
          busy={change.isPending && change.variables === 'retry-failed'}
          onClick={() => change.mutate('retry-failed')}
        >
          Try again what failed
        </Button>
      )}
      {batch.progress.completed_posts > 0 && (
        <>
          <DownloadLink href={file('csv')} icon={<DownloadIcon />}>
            CSV
          </DownloadLink>
          <DownloadLink href={file('json')} icon={<DownloadIcon />}>
            JSON
          </DownloadLink>
        </>
      )}
      {change.isError && <ProblemNotice failure={change.error} />}
      {asking && (
        <ConfirmDialog
          title="Cancel this batch?"
          text={`${counted(batch.progress.remaining_posts, 'post')} will not be finished. Posts that are done stay.`}
          confirm="Cancel the batch"
          dismiss="Keep going"
          onConfirm={() => {
            setAsking(false);
            change.mutate('cancel');
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  );
}
