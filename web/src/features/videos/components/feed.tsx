import { useCallback, useState } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import { paths } from '@/config/paths';
import { useInView } from '@/hooks/use-in-view';
import { useFeed } from '../api/get-feed';
import type { FeedSort } from '../types';
import styles from './feed.module.css';
import { VideoCard } from './video-card';

const sorts: { value: FeedSort; label: string }[] = [
  { value: 'hot', label: 'Hot' },
  { value: 'new', label: 'New' },
  { value: 'top', label: 'Top' },
];

export function Feed() {
  const [sort, setSort] = useState<FeedSort>('hot');
  return (
    <>
      <div className={styles.sorts}>
        <Segmented label="Order" value={sort} options={sorts} onChange={setSort} />
      </div>
      <FeedOf key={sort} sort={sort} />
    </>
  );
}

function FeedOf({ sort }: { sort: FeedSort }) {
  const [muted, setMuted] = useState(true);
  const query = useFeed(sort);
  const { fetchNextPage, hasNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage]);
  const end = useInView<HTMLDivElement>(more);
  const videos = query.data?.pages.flatMap((page) => page.videos) ?? [];

  if (query.isPending) return <Loading label="Loading videos" />;
  if (query.isError && videos.length === 0) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (videos.length === 0) return <NoVideos />;
  return (
    <div className={styles.feed} role="feed" aria-label="Videos" aria-busy={query.isFetchingNextPage}>
      {videos.map((video) => (
        <div key={video.id} className={styles.item}>
          <VideoCard video={video} muted={muted} onMute={setMuted} linked />
        </div>
      ))}
      {query.isError && <ProblemNotice failure={query.error} onRetry={more} />}
      <div ref={end} className={styles.end}>
        {hasNextPage ? <Loading label="Loading more" /> : 'You have seen everything.'}
      </div>
    </div>
  );
}

function NoVideos() {
  return (
    <EmptyState
      title="No videos yet"
      text="Describe a scene, and the first video here is yours."
      action={
        <ButtonLink to={paths.createVideo} look="primary" large>
          Make a video
        </ButtonLink>
      }
    />
  );
}
