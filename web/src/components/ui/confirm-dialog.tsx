import { useEffect, useId, useRef } from 'react';
import { Button } from './button';
import styles from './dialog.module.css';

type Props = {
  title: string;
  text: string;
  confirm: string;
  /** How the button that confirms looks: as danger, unless what follows takes nothing away. */
  look?: 'danger' | 'primary';
  dismiss: string;
  onConfirm: () => void;
  onDismiss: () => void;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, text, confirm, look = 'danger', dismiss, onConfirm, onDismiss }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={onDismiss}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`} className={styles.text}>
        {text}
      </p>
      <div className={styles.actions}>
        <Button onClick={onDismiss}>{dismiss}</Button>
        <Button look={look} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}
