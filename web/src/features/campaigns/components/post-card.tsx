import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, DownloadLink } from '@/components/ui/button';
import { DownloadIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { dollars } from '@/lib/format';
import { useRegenerate } from '../api/regenerate-post';
import type { Post } from '../types';
import styles from './post-grid.module.css';
import { PostVersions } from './post-versions';

type Props = { batch: string; post: Post };

export function PostCard({ batch, post }: Props) {
  const regenerate = useRegenerate(batch, post.id);
  const [looking, setLooking] = useState(false);
  const busy = post.regenerating || regenerate.isPending;
  const ended = post.status !== 'pending' && post.status !== 'processing';
  const title = post.topic ?? post.brand_name;
  return (
    <li className={styles.card}>
      <div className={styles.picture}>
        {post.generated_image_url ? (
          <img
            src={post.generated_image_url}
            alt={`Picture of “${title}”`}
            width={1024}
            height={1024}
            loading="lazy"
            decoding="async"
          />
        ) : (
          <span className={styles.wait}>{ended ? 'No picture' : 'Picture to come'}</span>
        )}
      </div>
      <div className={styles.body}>
        <p className={styles.title}>
          <span>{title}</span>
          <span className={styles.number}>{post.position}</span>
        </p>
        <p className={styles.caption}>
          {post.generated_caption ?? (ended ? 'No caption' : 'Caption to come')}
        </p>
        {post.duplicate_of && <Badge tone="warn">Much like another caption</Badge>}
        {post.error_message && <p className={styles.error}>{post.error_message}</p>}
        {post.regenerate_error && <p className={styles.error}>{post.regenerate_error}</p>}
        {regenerate.isError && <ProblemNotice failure={regenerate.error} />}
        <div className={styles.foot}>
          <span className={styles.cost}>{dollars(post.cost_usd)}</span>
          {ended && (
            <>
              <Button look="quiet" busy={busy} onClick={() => regenerate.mutate('caption')}>
                New caption
              </Button>
              <Button look="quiet" busy={busy} onClick={() => regenerate.mutate('image')}>
                New picture
              </Button>
              <Button look="quiet" onClick={() => setLooking(true)}>
                Versions
              </Button>
            </>
          )}
          {post.generated_image_url && (
            <DownloadLink
              look="quiet"
              iconOnly
              href={post.generated_image_url}
              label={`Download the picture of ${title}`}
              icon={<DownloadIcon />}
            >
              {null}
            </DownloadLink>
          )}
        </div>
      </div>
      {looking && <PostVersions batch={batch} post={post} onClose={() => setLooking(false)} />}
    </li>
  );
}
