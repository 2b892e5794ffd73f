import { cx } from '@/lib/cx';
import styles from './progress-bar.module.css';

type Props = {
  label: string;
  total: number;
  good: number;
  bad: number;
  slim?: boolean;
  still?: boolean;
};

export function ProgressBar({ label, total, good, bad, slim, still }: Props) {
  const share = (part: number) => ({ width: total > 0 ? `${(part / total) * 100}%` : '0' });
  return (
    <div
      className={cx(styles.track, slim && styles.slim, still && styles.still)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={good + bad}
    >
      {good > 0 && <div className={cx(styles.part, styles.good)} style={share(good)} />}
      {bad > 0 && <div className={cx(styles.part, styles.bad)} style={share(bad)} />}
    </div>
  );
}
