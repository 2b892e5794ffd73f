import { Spinner } from './icons';
import styles from './loading.module.css';

export function Loading({ label }: { label: string }) {
  return (
    <p className={styles.loading} role="status">
      <Spinner /> {label}
    </p>
  );
}
