import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import dialog from '@/components/ui/dialog.module.css';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useVersions } from '../api/get-versions';
import { useRestore } from '../api/restore-version';
import type { Part, Post } from '../types';
import styles from './post-versions.module.css';
import { VersionItem } from './version-item';

const halves: { part: Part; title: string }[] = [
  { part: 'caption', title: 'Captions' },
  { part: 'image', title: 'Pictures' },
];

type Props = { batch: string; post: Post; onClose: () => void };

/** What a post has been, by whom, when and at what cost, and the way back. */
export function PostVersions({ batch, post, onClose }: Props) {
  const query = useVersions(batch, post.id);
  const restore = useRestore(batch, post.id);
  const versions = query.data ?? [];
  return (
    <Dialog title={`Versions of “${post.topic ?? post.brand_name}”`} wide onClose={onClose}>
      {query.isPending && <Loading label="Loading versions" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {restore.isError && <ProblemNotice failure={restore.error} />}
      {query.isSuccess && versions.length === 0 && <p>Nothing was made for this post.</p>}
      {halves
        .filter(({ part }) => versions.some((version) => version.part === part))
        .map(({ part, title }) => (
          <section key={part} className={styles.half} aria-labelledby={`versions-${part}`}>
            <h3 id={`versions-${part}`}>{title}</h3>
            <ol className={styles.list} aria-labelledby={`versions-${part}`}>
              {versions
                .filter((version) => version.part === part)
                .map((version) => (
                  <VersionItem
                    key={version.version}
                    version={version}
                    busy={restore.isPending || post.regenerating}
                    onRestore={() => restore.mutate(version)}
                  />
                ))}
            </ol>
          </section>
        ))}
      <div className={dialog.actions}>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
