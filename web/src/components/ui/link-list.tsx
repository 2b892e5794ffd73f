import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './link-list.module.css';

/** A list of things that each have a page of their own. */
export function LinkList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

type ItemProps = {
  to: string;
  name: string;
  sub: ReactNode;
  /** How far it is; on a narrow page it stands below. */
  progress?: ReactNode;
  /** Its state, or when it was made. */
  aside: ReactNode;
};

export function LinkItem({ to, name, sub, progress, aside }: ItemProps) {
  return (
    <li className={styles.item}>
      <Link to={to} className={styles.link}>
        <div className={styles.main}>
          <p className={styles.name}>{name}</p>
          <p className={styles.sub}>{sub}</p>
        </div>
        {progress && <div className={styles.progress}>{progress}</div>}
        <div className={styles.aside}>{aside}</div>
      </Link>
    </li>
  );
}
