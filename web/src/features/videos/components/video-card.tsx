import { Link } from 'react-router';
import { paths } from '@/config/paths';
import { counted, dateTime } from '@/lib/format';
import type { Video } from '../types';
import { Reactions } from './reactions';
import styles from './video-card.module.css';
import { VideoPlayer } from './video-player';

type Props = { video: Video; muted: boolean; onMute: (muted: boolean) => void; linked?: boolean };

/** A video that can be watched, with what people make of it. */
export function VideoCard({ video, muted, onMute, linked = false }: Props) {
  return (
    <article className={styles.card} aria-label={video.prompt}>
      <VideoPlayer video={video} muted={muted} onMute={onMute} />
      <div className={styles.about}>
        <p className={styles.prompt}>
          {linked ? <Link to={paths.video(video.id)}>{video.prompt}</Link> : video.prompt}
        </p>
        <p className={styles.sub}>
          <Link to={paths.creator(video.userId)}>{video.username ?? 'A creator'}</Link>
          {` · ${dateTime(video.createdAt)} · ${counted(video.views, 'view')}`}
        </p>
        <Reactions video={video} />
      </div>
    </article>
  );
}
