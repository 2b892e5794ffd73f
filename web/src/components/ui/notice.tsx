import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { InfoIcon, WarningIcon } from './icons';
import styles from './notice.module.css';

type Props = { tone: 'info' | 'warn' | 'bad'; children: ReactNode };

/** Something to know. Failures are announced at once, the rest when the reader is at rest. */
export function Notice({ tone, children }: Props) {
  return (
    <div className={cx(styles.notice, styles[tone])} role={tone === 'bad' ? 'alert' : 'note'}>
      {tone === 'info' ? <InfoIcon /> : <WarningIcon />}
      <div className={styles.body}>{children}</div>
    </div>
  );
}
