import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './badge.module.css';

export type Tone = 'calm' | 'active' | 'good' | 'warn' | 'bad';

export function Badge({ tone = 'calm', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx(styles.badge, tone !== 'calm' && styles[tone])}>{children}</span>;
}
