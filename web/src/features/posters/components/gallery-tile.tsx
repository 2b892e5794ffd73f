import { WarningIcon } from '@/components/ui/icons';
import type { Poster } from '../types';
import styles from './gallery.module.css';

type Props = { poster: Poster; width: number; height: number; onOpen: () => void };

export function GalleryTile({ poster, width, height, onOpen }: Props) {
  const name = poster.displayName ?? poster.username;
  return (
    <li className={styles.tile}>
      <button
        type="button"
        className={styles.open}
        aria-label={`Enlarge the poster of ${name}`}
        onClick={onOpen}
      >
        {poster.url && (
          <img
            src={poster.url}
            alt={`Poster of ${name}`}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
          />
        )}
      </button>
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
      </p>
    </li>
  );
}
