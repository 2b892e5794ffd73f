import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { cx } from '@/lib/cx';
import styles from './dialog.module.css';

type Props = { title: string; wide?: boolean; onClose: () => void; children: ReactNode };

/** A window over the page; Escape closes it. */
export function Dialog({ title, wide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={cx(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      onClose={onClose}
    >
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
