import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

type Props = { picture?: ReactNode; title: string; text: string; action?: ReactNode };

export function EmptyState({ picture, title, text, action }: Props) {
  return (
    <div className={styles.empty}>
      {picture}
      <h2>{title}</h2>
      <p className={styles.text}>{text}</p>
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
