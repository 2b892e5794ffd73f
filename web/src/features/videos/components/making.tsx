import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { duration } from '@/lib/format';
import { useCancelVideo, useJob } from '../api/get-job';
import type { Job, Video } from '../types';
import styles from './making.module.css';

function words(job: Job | undefined): string {
  if (!job) return 'Asking how far it is';
  if (job.status === 'queued') {
    return job.queuePosition > 1 ? `Number ${job.queuePosition} in the queue` : 'Next in the queue';
  }
  return job.status === 'running' ? 'Being filmed' : 'Almost there';
}

/** A video that is being made: its place, the likely wait, and the way out. */
export function Making({ video }: { video: Video }) {
  const job = useJob(video.id, true);
  const cancel = useCancelVideo(video.id);
  const wait = job.data?.estimatedWaitSeconds ?? 0;
  return (
    <section className={styles.making} aria-label="Being made">
      <div className={styles.frame}>
        <Spinner size={32} />
        <p className={styles.state} role="status">
          {words(job.data)}
        </p>
        {wait > 0 && <p className={styles.sub}>about {duration(wait)} to go</p>}
      </div>
      <p className={styles.prompt}>{video.prompt}</p>
      {cancel.isError && <ProblemNotice failure={cancel.error} />}
      <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    </section>
  );
}
