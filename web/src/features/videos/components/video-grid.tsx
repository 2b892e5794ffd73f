import { Link } from 'react-router';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { count } from '@/lib/format';
import type { CreatorList } from '../api/get-creator';
import { useCreatorVideos } from '../api/get-creator';
import type { Video } from '../types';
import styles from './video-grid.module.css';

const states = { pending: 'Waiting', processing: 'Being filmed', failed: 'Failed', completed: '' };

type Props = { creator: string; list: CreatorList; empty: string };

export function VideoGrid({ creator, list, empty }: Props) {
  const query = useCreatorVideos(creator, list);
  if (query.isPending) return <Loading label="Loading videos" />;
  if (query.isError && !query.data) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  const videos = query.data.pages.flatMap((page) => page.items);
  if (videos.length === 0) return <p className={styles.empty}>{empty}</p>;
  return (
    <>
      <ul className={styles.grid} aria-label="Videos">
        {videos.map((video) => (
          <li key={video.id}>
            <Tile video={video} />
          </li>
        ))}
      </ul>
      {query.isFetchNextPageError && <ProblemNotice failure={query.error} />}
      <MoreItems query={query} centered />
    </>
  );
}

function Tile({ video }: { video: Video }) {
  return (
    <Link to={paths.video(video.id)} className={styles.tile} aria-label={video.prompt}>
      {video.thumbnailUrl && <img src={video.thumbnailUrl} alt="" loading="lazy" />}
      <span className={styles.text}>
        {states[video.status] || `${count(video.likes)} likes · ${count(video.views)} views`}
      </span>
    </Link>
  );
}
