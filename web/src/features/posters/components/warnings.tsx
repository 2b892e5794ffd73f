import { Notice } from '@/components/ui/notice';
import type { Warning } from '../types';
import styles from './preview-panel.module.css';

const shown = 5;

export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  const more = warnings.length - shown;
  return (
    <Notice tone="warn">
      <ul className={styles.warnings} aria-label="Warnings">
        {warnings.slice(0, shown).map((warning, index) => (
          <li key={index}>
            {warning.row != null && <strong>Row {warning.row}: </strong>}
            {warning.message}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </Notice>
  );
}
