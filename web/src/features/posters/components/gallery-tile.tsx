import { Button } from '@/components/ui/button';
import { EditIcon, FileIcon, WarningIcon } from '@/components/ui/icons';
import { cx } from '@/lib/cx';
import type { Poster } from '../types';
import styles from './gallery.module.css';

type Props = {
  poster: Poster;
  width: number;
  height: number;
  edited: boolean;
  onOpen: () => void;
  onEdit: (() => void) | undefined;
};

export function GalleryTile({ poster, width, height, edited, onOpen, onEdit }: Props) {
  const name = poster.displayName ?? poster.username;
  return (
    <li className={cx(styles.tile, edited && styles.edited)}>
      {poster.thumbnail ? (
        <button
          type="button"
          className={styles.open}
          aria-label={`Enlarge the poster of ${name}`}
          onClick={onOpen}
        >
          <img
            src={poster.thumbnail}
            alt={`Poster of ${name}`}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
          />
        </button>
      ) : (
        <Sheet poster={poster} name={name} shape={`${width} / ${height}`} />
      )}
      <p className={styles.caption}>
        <span className={styles.name}>{name}</span>
        {poster.warnings.length > 0 && (
          <span className={styles.flag} title={poster.warnings.map((w) => w.message).join('\n')}>
            <WarningIcon size={14} />
            <span className="visually-hidden">
              {poster.warnings.map((w) => w.message).join(', ')}
            </span>
          </span>
        )}
        <span className={styles.row}>{poster.row}</span>
        {onEdit && (
          <Button look="quiet" iconOnly aria-label={`Edit row ${poster.row}`} onClick={onEdit}>
            <EditIcon size={15} />
          </Button>
        )}
      </p>
    </li>
  );
}

/** A PDF, which is not shown but downloaded. */
function Sheet({ poster, name, shape }: { poster: Poster; name: string; shape: string }) {
  return (
    <a
      className={styles.sheet}
      style={{ aspectRatio: shape }}
      href={poster.url ?? ''}
      download=""
      aria-label={`Download the poster of ${name}`}
    >
      <FileIcon size={30} />
      PDF
    </a>
  );
}
