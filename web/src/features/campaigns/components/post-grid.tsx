import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useBatchPosts } from '../api/get-batch-posts';
import type { Batch } from '../types';
import view from './campaign-view.module.css';
import { PostCard } from './post-card';
import styles from './post-grid.module.css';

export function PostGrid({ batch }: { batch: Batch }) {
  const query = useBatchPosts(batch.id);
  const posts = query.data?.pages.flat() ?? [];
  return (
    <section className={view.section} aria-labelledby="posts-title">
      <h2 id="posts-title">Posts</h2>
      {query.isPending && <Loading label="Loading posts" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {posts.some((post) => post.offline) && (
        <Notice tone="info">
          Made offline: set <code>OPENAI_API_KEY</code> to have models write and draw.
        </Notice>
      )}
      <ul className={styles.grid} aria-label="Posts">
        {posts.map((post) => (
          <PostCard key={post.id} batch={batch.id} post={post} />
        ))}
      </ul>
      <MoreItems query={query} centered />
    </section>
  );
}
