import { useCallback, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useInView } from '@/hooks/use-in-view';
import { cx } from '@/lib/cx';
import { useRunPosters } from '../api/get-run-posters';
import type { Poster, Run } from '../types';
import { hasEnded } from '../types';
import styles from './gallery.module.css';
import { GalleryTile } from './gallery-tile';
import type { Picture } from './lightbox';
import { Lightbox } from './lightbox';
import view from './run-view.module.css';

function pictureOf(poster: Poster, run: Run): Picture | null {
  if (!poster.url || !poster.thumbnail) return null;
  return {
    row: poster.row,
    src: poster.url,
    title: poster.displayName ?? poster.username,
    note: [`@${poster.username}`, `row ${poster.row}`, ...poster.warnings.map((w) => w.message)].join(' · '),
    download: `${poster.row}-${poster.username}.${run.format}`,
  };
}

type Props = {
  run: Run;
  /** Rows that were edited and not sent yet. */
  edited: (row: number) => boolean;
  /** Missing while rows cannot be edited. */
  onEdit: ((row: number) => void) | undefined;
};

export function Gallery({ run, edited, onEdit }: Props) {
  const query = useRunPosters(run.id, 'succeeded');
  const [open, setOpen] = useState<number | null>(null);
  const posters = query.data?.pages.flatMap((page) => page.posters) ?? [];
  const pictures = posters.flatMap((poster) => pictureOf(poster, run) ?? []);

  const { hasNextPage, isFetching, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const end = useInView<HTMLDivElement>(more);

  return (
    <section className={view.section} aria-labelledby="gallery-title">
      <h2 id="gallery-title">Posters</h2>
      {query.isPending && <Loading label="Loading posters" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && posters.length === 0 && (
        <p className={view.soft}>
          {hasEnded(run) ? 'No poster was made.' : 'The first posters appear here in a moment.'}
        </p>
      )}
      <ul className={cx(styles.grid, run.width > run.height && styles.wide)} aria-label="Finished posters">
        {posters.map((poster) => (
          <GalleryTile
            key={poster.row}
            poster={poster}
            width={run.width}
            height={run.height}
            edited={edited(poster.row)}
            onEdit={onEdit && (() => onEdit(poster.row))}
            onOpen={() => setOpen(pictures.findIndex(({ row }) => row === poster.row))}
          />
        ))}
      </ul>
      <div ref={end} className={styles.more}>
        {hasNextPage && (
          <Button look="quiet" busy={query.isFetchingNextPage} onClick={more}>
            Show more
          </Button>
        )}
      </div>
      {open !== null && (
        <Lightbox pictures={pictures} at={open} onMove={setOpen} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
