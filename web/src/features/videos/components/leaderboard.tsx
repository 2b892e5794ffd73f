import { Link } from 'react-router';
import { EmptyState } from '@/components/ui/empty-state';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { counted } from '@/lib/format';
import { useTopCreators } from '../api/get-creator';
import { Face } from './face';
import styles from './leaderboard.module.css';

export function Leaderboard() {
  const query = useTopCreators();
  if (query.isPending) return <Loading label="Loading the leaderboard" />;
  if (query.isError) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data.length === 0) {
    return <EmptyState title="Nobody yet" text="Whoever makes a video that people like comes first." />;
  }
  return (
    <ol className={styles.list} aria-label="Creators">
      {query.data.map((creator) => (
        <li key={creator.id}>
          <Link to={paths.creator(creator.id)} className={styles.link}>
            <span className={styles.rank}>{creator.rank}</span>
            <Face creator={creator} />
            <span className={styles.main}>
              <span className={styles.name}>{creator.username ?? 'A creator'}</span>
              <span className={styles.sub}>
                {counted(creator.videosCreated, 'video')} · {counted(creator.totalLikes, 'like')}
              </span>
            </span>
            <span className={styles.score}>{creator.score.toFixed(1)}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
