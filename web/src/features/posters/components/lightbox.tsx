import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { Button, DownloadLink } from '@/components/ui/button';
import { BackIcon, CrossIcon, DownloadIcon, ForwardIcon } from '@/components/ui/icons';
import styles from './lightbox.module.css';

export type Picture = { row: number; src: string; title: string; note: string; download?: string };

type Props = {
  pictures: readonly Picture[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
};

/**
 * One picture over the whole window; the arrow keys go through them, Escape closes. A button that
 * leads nowhere stays focusable: a disabled one would swallow the keys.
 */
export function Lightbox({ pictures, at, onMove, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const picture = pictures[at];
  const move = (by: number) => {
    if (pictures[at + by]) onMove(at + by);
  };
  const keys: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
  const press = (event: KeyboardEvent) => move(keys[event.key] ?? 0);

  if (!picture) return null;
  return (
    <dialog
      ref={dialog}
      className={styles.box}
      aria-label={`Poster of ${picture.title}`}
      onClose={onClose}
      onKeyDown={press}
    >
      <div className={styles.bar}>
        <p className={styles.caption}>
          <strong>{picture.title}</strong> <span className={styles.note}>{picture.note}</span>
        </p>
        <Button look="quiet" iconOnly aria-label="Previous" aria-disabled={at === 0} onClick={() => move(-1)}>
          <BackIcon />
        </Button>
        <Button
          look="quiet"
          iconOnly
          aria-label="Next"
          aria-disabled={at === pictures.length - 1}
          onClick={() => move(1)}
        >
          <ForwardIcon />
        </Button>
        {picture.download && (
          <DownloadLink
            href={picture.src}
            name={picture.download}
            label="Download"
            icon={<DownloadIcon />}
          >
            <span className={styles.word}>Download</span>
          </DownloadLink>
        )}
        <Button look="quiet" iconOnly aria-label="Close" onClick={onClose}>
          <CrossIcon />
        </Button>
      </div>
      <div className={styles.stage}>
        <img src={picture.src} alt={`Poster of ${picture.title}`} />
      </div>
    </dialog>
  );
}
