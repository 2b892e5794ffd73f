import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './step.module.css';

type Props = { number: number; title: string; text?: string; children: ReactNode };

export function Step({ number, title, text, children }: Props) {
  const id = useId();
  return (
    <section className={styles.step} aria-labelledby={id}>
      <div className={styles.head}>
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
        <h2 id={id}>{title}</h2>
        {text && <p className={styles.text}>{text}</p>}
      </div>
      {children}
    </section>
  );
}
