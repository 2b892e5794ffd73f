import { useState } from 'react';
import { cx } from '@/lib/cx';
import type { PreviewPoster } from '../api/preview-posters';
import { Lightbox } from './lightbox';
import styles from './preview-panel.module.css';

type Props = { posters: PreviewPoster[]; stale: boolean };

export function PreviewTiles({ posters, stale }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const pictures = posters.flatMap(({ image, username, row }) =>
    image ? [{ row, src: image, title: username, note: `Row ${row} · preview` }] : [],
  );
  return (
    <>
      <div className={cx(styles.posters, stale && styles.stale)} data-count={posters.length}>
        {posters.map((poster) => {
          const picture = pictures.findIndex(({ row }) => row === poster.row);
          return picture >= 0 ? (
            <button
              key={poster.row}
              type="button"
              className={styles.tile}
              aria-label={`Enlarge the preview of ${poster.username}`}
              onClick={() => setOpen(picture)}
            >
              <img src={poster.image ?? ''} alt={`Poster of ${poster.username}`} />
              <Who poster={poster} />
            </button>
          ) : (
            <div key={poster.row} className={styles.tile}>
              <p className={styles.failed}>{poster.error?.message ?? 'No picture'}</p>
              <Who poster={poster} />
            </div>
          );
        })}
      </div>
      {open !== null && (
        <Lightbox pictures={pictures} at={open} onMove={setOpen} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Who({ poster }: { poster: PreviewPoster }) {
  return (
    <span className={styles.who}>
      {poster.row} · {poster.username || 'no username'}
    </span>
  );
}
