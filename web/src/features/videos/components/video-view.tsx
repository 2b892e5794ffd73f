import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { RetryIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useRecreateVideo } from '../api/create-video';
import { useMe } from '../api/get-me';
import { useVideo } from '../api/get-video';
import type { Video } from '../types';
import { Making } from './making';
import { ReportButton } from './report-button';
import { VideoCard } from './video-card';
import styles from './video-view.module.css';

export function VideoView({ id }: { id: string }) {
  const query = useVideo(id);
  if (query.isPending) return <Loading label="Loading the video" />;
  if (query.isError) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Shown video={query.data} />;
}

function Shown({ video }: { video: Video }) {
  const [muted, setMuted] = useState(true);
  if (video.status === 'pending' || video.status === 'processing') return <Making video={video} />;
  return (
    <div className={styles.view}>
      {video.hidden && <Notice tone="warn">The operator has hidden this video from others.</Notice>}
      {video.status === 'failed' ? (
        <Notice tone="bad">
          <p>This video could not be made: {video.failureReason ?? 'no reason is known'}</p>
          <p className={styles.prompt}>{video.prompt}</p>
        </Notice>
      ) : (
        <div className={styles.card}>
          <VideoCard video={video} muted={muted} onMute={setMuted} />
        </div>
      )}
      <div className={styles.actions}>
        <Recreate video={video} />
        {video.status === 'completed' && <ReportButton video={video} />}
      </div>
    </div>
  );
}

function Recreate({ video }: { video: Video }) {
  const me = useMe();
  const navigate = useNavigate();
  const recreate = useRecreateVideo(video.id, (made) => void navigate(paths.video(made.id)));
  if (!me.data) return null;
  return (
    <>
      {recreate.isError && <ProblemNotice failure={recreate.error} />}
      <Button icon={<RetryIcon />} busy={recreate.isPending} onClick={() => recreate.mutate()}>
        Film it anew
      </Button>
    </>
  );
}
